package dk.bypuls.api.registry.code;

import dk.bypuls.events.grid.GridTree;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads datasets, and refuses a publication that is not allowed or not complete (I3). */
final class DatasetReader extends EntityReader {

  static final List<String> LICENCES =
      List.of(
          "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "EUPL-1.2");

  private static final List<String> CLASSES =
      Arrays.stream(PrivacyClass.values()).map(PrivacyClass::id).toList();

  DatasetReader(Draft draft) {
    super(draft);
  }

  @Override
  Dataset read(Entry entry) {
    String tenant = tenant(entry);
    Optional<PrivacyClass> privacyClass =
        entry.value("privacyClass", Optional.empty(), text -> Optional.of(privacyClass(text)));
    if (entry.words("profiles").isEmpty() && entry.words("sensors").isEmpty()) {
      entry.missing("profiles", Wrong.NO_SENSORS.of());
    }
    String id = id(entry, tenant);
    List<String> quantities = quantities(entry, privacyClass);
    checkHashes(entry, quantities, privacyClass);
    String cells = entry.valueOrNull("cells", "", AreasReader::cells);
    return new Dataset(
        id,
        tenant,
        entry.bilingual("title"),
        entry.optionalBilingual("description"),
        privacyClass.orElse(PrivacyClass.INTERNAL),
        refer(EntityKind.PROFILE, entry.words("profiles"), tenant),
        refer(EntityKind.SENSOR, entry.words("sensors"), tenant),
        quantities,
        entry.optionalText("owner"),
        entry.optionalText("contact"),
        entry.optionalBilingual("purpose"),
        entry.optionalText("legalBasis"),
        entry.valueOrNull("licence", "", DatasetReader::licence),
        entry.valueOrNull("retention", Period.ZERO, Scalars::retention),
        entry.optionalValue("lateness", Dataset.DEFAULT_LATENESS, Scalars::lateness),
        publication(entry, privacyClass),
        cells,
        new AreasReader(draft, tenant).read(entry),
        policies(entry, id, privacyClass, quantities, cells));
  }

  private static @Nullable List<Policy> policies(
      Entry entry,
      String id,
      Optional<PrivacyClass> privacyClass,
      List<String> quantities,
      @Nullable String cells) {
    if (id.isEmpty() || privacyClass.isEmpty()) {
      return null; // told elsewhere as missing
    }
    GridTree squares = Optional.ofNullable(cells).flatMap(GridTree::find).orElse(null);
    return new PolicyReader(id, privacyClass.get(), quantities, squares).read(entry);
  }

  private static PrivacyClass privacyClass(String text) {
    return PrivacyClass.find(text)
        .orElseThrow(
            () ->
                Wrong.NO_PRIVACY_CLASS.unreadable(
                    text, Wrong.near(text, CLASSES), String.join(", ", CLASSES)));
  }

  private static List<String> quantities(Entry entry, Optional<PrivacyClass> privacyClass) {
    List<Word> words = entry.words("quantities");
    if (words.isEmpty()) {
      entry.wrongOrMissing("quantities", Wrong.NO_QUANTITIES.of());
    }
    List<String> quantities = new ArrayList<>();
    for (Word word : words) {
      try {
        quantities.add(quantity(word.text(), privacyClass));
      } catch (IllegalArgumentException e) {
        entry.unreadable("quantities", word.spot(), e);
      }
    }
    return quantities.stream().distinct().toList();
  }

  /** Hashes are in a dataset for one purpose only, so that there is none that might do more. */
  private static void checkHashes(
      Entry entry, List<String> quantities, Optional<PrivacyClass> privacyClass) {
    boolean areCounted =
        privacyClass.filter(PrivacyClass.CROWD::equals).isPresent() && entry.has("policies");
    for (Word word : entry.words("quantities")) {
      if (quantities.contains(word.text()) && isHash(word.text()) && !areCounted) {
        entry.wrong(word.spot(), Wrong.HASH.of(word.text()).under("quantities"));
      }
    }
  }

  private static boolean isHash(String quantity) {
    return Quantities.of(quantity).kind() == Kind.IDENTITY;
  }

  private static String quantity(String text, Optional<PrivacyClass> privacyClass) {
    String id = ProfileReader.quantity(text);
    PrivacyClass loosest = Quantities.of(id).loosestClass();
    if (privacyClass.isPresent() && privacyClass.get().isLooserThan(loosest)) {
      throw Wrong.TOO_LOOSE.unreadable(id, loosest.id(), privacyClass.get().id());
    }
    return id;
  }

  private static String licence(String text) {
    if (!LICENCES.contains(text)) {
      throw Wrong.NOT_KNOWN.unreadable(
          text, Wrong.near(text, LICENCES), String.join(", ", LICENCES));
    }
    return text;
  }

  private static Dataset.@Nullable Publication publication(
      Entry dataset, Optional<PrivacyClass> privacyClass) {
    if (!dataset.keys().contains("publication")) {
      return null;
    }
    Entry entry = dataset.part("publication", Part.PUBLICATION);
    privacyClass
        .flatMap(known -> Requirements.refused(known, dataset.has("policies")))
        .ifPresent(refusal -> dataset.wrong("publication", refusal));
    checkComplete(dataset, entry);
    return new Dataset.Publication(
        present(entry, "decidedBy"),
        entry.optionalValue("decidedOn", LocalDate.EPOCH, Scalars::date),
        present(entry, "reference"),
        present(entry, "riskAssessment"),
        present(entry, "remainingRisk"),
        entry.optionalValue("from", Instant.EPOCH, Scalars::instant));
  }

  /** One finding with everything that is missing, so that it can be brought in one go. */
  private static void checkComplete(Entry dataset, Entry publication) {
    List<String> missing =
        Requirements.missing(
            key ->
                Requirements.ofPublication(key)
                    .map(publication::has)
                    .orElseGet(() -> dataset.has(key)));
    if (!missing.isEmpty()) {
      dataset.wrong("publication", Wrong.NOT_COMPLETE.of(String.join(", ", missing)));
    }
  }

  private static String present(Entry entry, String key) {
    return entry.has(key) ? entry.text(key) : "";
  }
}
