package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Registry files, read as a whole. */
public final class RegistryCode {

  /** A list of a file: what is in it and who reads that. */
  private record Section(String key, EntityKind kind, Part part, EntityReader reader) {}

  /** How the names of scripts end. */
  private static final String SCRIPT = ".js";

  private final Draft draft;
  private final List<Section> sections;

  private RegistryCode(Map<String, String> scripts) {
    draft = new Draft(scripts);
    sections =
        List.of(
            new Section(
                "tenants", EntityKind.TENANT, Part.TENANT, new EntityReader.OfTenants(draft)),
            new Section("sources", EntityKind.SOURCE, Part.SOURCE, new SourceReader(draft)),
            new Section("decoders", EntityKind.DECODER, Part.DECODER, new DecoderReader(draft)),
            new Section("profiles", EntityKind.PROFILE, Part.PROFILE, new ProfileReader(draft)),
            new Section("places", EntityKind.PLACE, Part.PLACE, new EntityReader.OfPlaces(draft)),
            new Section("sensors", EntityKind.SENSOR, Part.SENSOR, new SensorReader(draft)),
            new Section("datasets", EntityKind.DATASET, Part.DATASET, new DatasetReader(draft)));
  }

  /**
   * Reads files and holds them against what is registered already.
   *
   * @param known all that is registered and not withdrawn
   * @throws RefusedFilesException with everything that is wrong
   */
  public static Intent read(List<RegistryFile> files, Map<EntityKey, Entity> known) {
    RegistryCode code = of(files);
    new Reserved(code.draft, known).check();
    return code.check(known);
  }

  /** The examples of the decoders in these files, which are sound otherwise. */
  public static List<DecoderExamples> examples(List<RegistryFile> files) {
    return of(files).draft.examples();
  }

  /** Reads the files that Bypuls brings itself, which may declare things of its own tenant. */
  public static Intent readOwn(List<RegistryFile> files, Map<EntityKey, Entity> known) {
    return of(files).check(known);
  }

  private static RegistryCode of(List<RegistryFile> files) {
    Map<String, String> scripts = new HashMap<>();
    for (RegistryFile file : files) {
      if (file.isNamed(SCRIPT)) {
        scripts.put(ScriptName.plain(file.name()), file.content());
      }
    }
    RegistryCode code = new RegistryCode(scripts);
    files.stream().filter(file -> !file.isNamed(SCRIPT)).forEach(code::read);
    return code;
  }

  private void read(RegistryFile file) {
    for (YamlNode document : nodes(file)) {
      Entry entry = new Entry(file.name(), document, Part.FILE, draft.findings());
      sections.forEach(section -> declare(entry, section));
      entry.parts("withdraw", Part.WITHDRAW).forEach(this::withdraw);
    }
  }

  private List<YamlNode> nodes(RegistryFile file) {
    boolean isTable = file.isNamed(".csv") || file.isNamed(".xlsx");
    return isTable
        ? SensorTable.read(file, draft.findings())
        : YamlNodes.read(file, draft.findings());
  }

  private void declare(Entry file, Section section) {
    for (Entry entry : file.parts(section.key(), section.part())) {
      draft.declare(section.kind(), entry, section.reader()::read);
    }
  }

  private void withdraw(Entry entry) {
    if (entry.keys().size() != 1) {
      entry.wrong(entry.spot(), "a withdrawal is one line, such as - sensor: havnstrup-air-01");
    }
    for (String kind : entry.keys()) {
      entry
          .word(kind)
          .ifPresent(
              word ->
                  draft.withdraw(new EntityKey(EntityKind.named(kind), word.text()), word.spot()));
    }
  }

  private Intent check(Map<EntityKey, Entity> known) {
    new WholeCheck(draft, known).run();
    List<Finding> findings = draft.findings().sorted();
    if (!findings.isEmpty()) {
      throw new RefusedFilesException(findings);
    }
    TreeMap<EntityKey, Entity> declared = new TreeMap<>();
    for (Declaration declaration : draft.declared()) {
      if (declaration.entity() != null) {
        declared.put(declaration.key(), declaration.entity());
      }
    }
    return new Intent(declared, new TreeSet<>(draft.withdrawn().keySet()));
  }
}
