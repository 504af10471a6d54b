package dk.bypuls.ingest.pull;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which hosts may be fetched from, and the limits of what is fetched. */
public interface PullSettings {

  /** The hosts that may be fetched from; none without it. How one is written: {@link HostRule}. */
  Optional<List<String>> hosts();

  /** Whether this instance fetches. Of several instances, it is true for one. */
  @WithDefault("true")
  boolean enabled();

  /** The file that holds secrets by the names that sources call them. */
  Optional<Path> credentials();

  /** How many fetches are made at once. */
  @WithDefault("4")
  int atOnce();

  /** How long a connection may take. */
  @WithDefault("PT10S")
  Duration connectWithin();

  /** How long one fetch may take, from the request until all of it is taken in. */
  @WithDefault("PT2M")
  Duration within();

  /** The longest answer that is taken in record by record, in bytes, packed and unpacked. */
  @WithDefault("100000000")
  long answerBytes();

  /** How many redirections are followed. */
  @WithDefault("3")
  int redirects();

  /** Within which time after the start all sources are fetched first, unless they are due later. */
  @WithDefault("PT30S")
  Duration spread();

  /** How long to wait after a fetch that failed; each further wait is twice as long. */
  @WithDefault("PT10S")
  Duration firstWait();

  /** How long to wait at most after fetches that failed, unless the server asks for more. */
  @WithDefault("PT15M")
  Duration longestWait();

  /** How long to wait at most because the server asks for it. */
  @WithDefault("P1D")
  Duration longestRetryAfter();
}
