package dk.bypuls.api.notice;

import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.DatasetChange.Alteration;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a change of a dataset's terms means for those who build on it, in both languages. */
record TermsNotices(Notice.Kind kind, Text title, Text text) {

  /** The notice of one alteration; none of what only a newer Bypuls knows. */
  static Optional<TermsNotices> of(Alteration alteration) {
    return switch (alteration.what()) {
      case DatasetChange.LICENCE ->
          Optional.of(
              new TermsNotices(
                  Notice.Kind.LICENCE,
                  new Text("ny licens", "another licence"),
                  new Text(
                      "Licensen er ændret fra %s til %s."
                          .formatted(
                              orNone(alteration.before(), "ingen"),
                              orNone(alteration.after(), "ingen")),
                      "The licence changed from %s to %s."
                          .formatted(
                              orNone(alteration.before(), "none"),
                              orNone(alteration.after(), "none")))));
      case DatasetChange.QUANTITIES ->
          Optional.of(
              new TermsNotices(
                  Notice.Kind.SCHEMA,
                  new Text("andre størrelser", "other quantities"),
                  new Text(
                      comesAndGoes(alteration, "Nyt", "Ikke længere", TermsNotices::inDanish),
                      comesAndGoes(alteration, "New", "No longer", TermsNotices::inEnglish))));
      case DatasetChange.RESOLUTIONS ->
          Optional.of(
              new TermsNotices(
                  Notice.Kind.RESOLUTION,
                  new Text("andre tidsrum", "other resolutions"),
                  new Text(
                      comesAndGoes(alteration, "Nye vinduer", "Ikke længere", Function.identity()),
                      comesAndGoes(alteration, "New windows", "No longer", Function.identity()))));
      default -> Optional.empty();
    };
  }

  private static String orNone(List<String> all, String none) {
    return all.isEmpty() ? none : String.join(", ", all);
  }

  private static String comesAndGoes(
      Alteration alteration, String comes, String goes, Function<String, String> name) {
    String come = named(alteration.after(), alteration.before(), name);
    String gone = named(alteration.before(), alteration.after(), name);
    String first = come.isEmpty() ? "" : comes + ": " + come + ".";
    String second = gone.isEmpty() ? "" : goes + ": " + gone + ".";
    return (first + " " + second).strip();
  }

  private static String named(
      List<String> all, List<String> without, Function<String, String> name) {
    return all.stream()
        .filter(each -> !without.contains(each))
        .map(name)
        .collect(Collectors.joining(", "));
  }

  private static String inDanish(String id) {
    return Quantities.find(id).map(known -> with(known, known.danish())).orElse(id);
  }

  private static String inEnglish(String id) {
    return Quantities.find(id).map(known -> with(known, known.english())).orElse(id);
  }

  /** By its id programs know it, by its unit what its values are in. */
  private static String with(Quantity quantity, String name) {
    return "%s (%s, %s)".formatted(name, quantity.id(), quantity.unit().code());
  }
}
