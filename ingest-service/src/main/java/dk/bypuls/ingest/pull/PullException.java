package dk.bypuls.ingest.pull;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That a fetch did not succeed. Its message is for people and for logs: it names the host, and
 * never the rest of an address.
 */
final class PullException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  private final Ending ending;
  private final transient @Nullable Duration retryAfter;

  private PullException(Ending ending, String message, @Nullable Duration retryAfter) {
    super(message);
    this.ending = ending;
    this.retryAfter = retryAfter;
  }

  static PullException of(Ending ending, String message) {
    return new PullException(ending, plain(message), null);
  }

  /** That the server asks to be left alone for a while. */
  static PullException later(Ending ending, String message, @Nullable Duration retryAfter) {
    return new PullException(ending, plain(message), retryAfter);
  }

  // Some of it the other side wrote.
  private static String plain(String message) {
    String printable = message.replaceAll("[^ -~]", "?");
    return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
  }

  Ending ending() {
    return ending;
  }

  /** How long the server asks to be left alone; absent if it does not ask. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
