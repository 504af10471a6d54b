package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Registry files, read as a whole. */
public final class RegistryCode {

  /** A list of a file: what is in it and who reads that. */
  private record Section(String key, EntityKind kind, Part part, EntityReader reader) {}

  private final Draft draft = new Draft();
  private final List<Section> sections =
      List.of(
          new Section("tenants", EntityKind.TENANT, Part.TENANT, new EntityReader.OfTenants(draft)),
          new Section("sources", EntityKind.SOURCE, Part.SOURCE, new SourceReader(draft)),
          new Section("decoders", EntityKind.DECODER, Part.DECODER, new DecoderReader(draft)),
          new Section("profiles", EntityKind.PROFILE, Part.PROFILE, new ProfileReader(draft)),
          new Section("places", EntityKind.PLACE, Part.PLACE, new EntityReader.OfPlaces(draft)),
          new Section("sensors", EntityKind.SENSOR, Part.SENSOR, new SensorReader(draft)),
          new Section("datasets", EntityKind.DATASET, Part.DATASET, new DatasetReader(draft)));

  private RegistryCode() {}

  /**
   * Reads files and holds them against what is registered already.
   *
   * @param known all that is registered and not withdrawn
   * @throws RefusedFilesException with everything that is wrong
   */
  public static Intent read(List<RegistryFile> files, Map<EntityKey, Entity> known) {
    RegistryCode code = new RegistryCode();
    files.forEach(code::read);
    new Reserved(code.draft, known).check();
    return code.check(known);
  }

  /** Reads the files that Bypuls brings itself, which may declare things of its own tenant. */
  public static Intent readOwn(List<RegistryFile> files, Map<EntityKey, Entity> known) {
    RegistryCode code = new RegistryCode();
    files.forEach(code::read);
    return code.check(known);
  }

  private void read(RegistryFile file) {
    for (YamlNode document : YamlNodes.read(file, draft.findings())) {
      Entry entry = new Entry(file.name(), document, Part.FILE, draft.findings());
      sections.forEach(section -> declare(entry, section));
      entry.parts("withdraw", Part.WITHDRAW).forEach(this::withdraw);
    }
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
