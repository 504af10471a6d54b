package dk.bypuls.api.registry.code;

import dk.bypuls.events.vocabulary.PrivacyClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a dataset must say before anyone may decide that it is published: the one list, for files
 * and for decisions (B1, I3).
 */
public final class Requirements {

  private static final String OF_PUBLICATION = "publication.";

  private static final List<String> NEEDED =
      Stream.concat(
              Stream.of("owner", "contact", "purpose", "legalBasis", "licence", "retention"),
              Part.PUBLICATION.keys().stream().map(key -> OF_PUBLICATION + key))
          .toList();

  private Requirements() {}

  /**
   * All that is missing, as a file calls it.
   *
   * @param has whether the dataset says something under that key
   */
  public static List<String> missing(Predicate<String> has) {
    return NEEDED.stream().filter(key -> !has.test(key)).toList();
  }

  /**
   * Why no dataset of that class may be published; nothing where one may.
   *
   * @param isProtected whether it has policies, which say how it is protected
   */
  public static Optional<String> refusal(PrivacyClass privacyClass, boolean isProtected) {
    return refused(privacyClass, isProtected).map(Said::english);
  }

  static Optional<Said> refused(PrivacyClass privacyClass, boolean isProtected) {
    return switch (privacyClass) {
      case OPEN -> Optional.empty();
      case CROWD, HOUSEHOLD ->
          isProtected ? Optional.empty() : Optional.of(Wrong.NOT_AS_IT_IS.of(privacyClass.id()));
      case INTERNAL -> Optional.of(Wrong.NEVER_PUBLISHED.of());
    };
  }

  /** The key within the publication, where the key is one of it. */
  static Optional<String> ofPublication(String key) {
    return key.startsWith(OF_PUBLICATION)
        ? Optional.of(key.substring(OF_PUBLICATION.length()))
        : Optional.empty();
  }
}
