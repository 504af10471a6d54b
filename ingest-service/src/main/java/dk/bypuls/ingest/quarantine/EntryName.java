package dk.bypuls.ingest.quarantine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of an entry of the quarantine: where in the topic it is, as {@code 3-1042}. */
public record EntryName(int partition, long offset) {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})-(\\d{1,18})");

  /** The name that is written there; nothing if none is. */
  public static Optional<EntryName> find(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    return matcher.matches()
        ? Optional.of(
            new EntryName(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
