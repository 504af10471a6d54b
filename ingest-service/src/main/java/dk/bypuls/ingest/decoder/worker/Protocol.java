package dk.bypuls.ingest.decoder.worker;

import java.io.IOException;

/**
 * What ingest and its worker say to each other over the worker's standard streams, in frames that
 * begin with one of these bytes. Text is UTF-8 after its length.
 *
 * <pre>
 * to the worker    ADOPT   script:int style:text script:text
 *                  FORGET  script:int
 *                  CALL    call:long script:int port:int observedAt:long uplink:text payload:bytes
 * from the worker  READY
 *                  ANSWER  call:long verdict:byte cpuNanoseconds:long leftOut:int text said:text
 * </pre>
 */
public final class Protocol {

  public static final int ADOPT = 1;
  public static final int FORGET = 2;
  public static final int CALL = 3;
  public static final int READY = 4;
  public static final int ANSWER = 5;

  /** Where the sender does not say when it was observed. */
  public static final long UNKNOWN_TIME = Long.MIN_VALUE;

  /** Which call the worker began last: the one thing that outlives it. */
  public static final String BOOKMARK = "running";

  private Protocol() {}

  /** What became of a call. */
  public enum Verdict {
    /** The text is JSON. */
    DECODED(1),
    /** The text says why. */
    FAILED(2),
    /** It went past a limit; the text says which. */
    STOPPED(3);

    private final int number;

    Verdict(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    /** The verdict of that number. */
    public static Verdict numbered(int number) throws IOException {
      return switch (number) {
        case 1 -> DECODED;
        case 2 -> FAILED;
        case 3 -> STOPPED;
        default -> throw new IOException("no verdict has the number " + number);
      };
    }
  }
}
