package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.uplink.Transmission.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one frame.
 *
 * @param outcome whether it arrives
 * @param delay milliseconds between being said and being passed on
 * @param copy whether, and by which way, a copy arrives as well; {@link Path#FIRST} is none
 * @param copyDelay milliseconds from the first arrival to the copy's
 * @param span the outage or silence behind it, if there is one
 */
public record Fate(Outcome outcome, long delay, Path copy, long copyDelay, @Nullable Span span) {
  /** What LoRaWAN's network server waits for further gateways. */
  public static final long USUAL_DELAY = 200;

  static final Fate WELL = new Fate(Outcome.ARRIVES, USUAL_DELAY, Path.FIRST, 0, null);

  /** Whether a frame arrives. */
  public enum Outcome {
    ARRIVES(true),
    /** It arrives, but later than the network needs. */
    LATE(true),
    /** Its gateway kept it during an outage and passed it on afterwards. */
    STORED(true),
    /** It arrives with broken bytes. */
    GARBLED(true),
    /** It was sent by radio and nobody heard it. */
    LOST(false),
    /** Its gateway was out and kept nothing. */
    LOST_AT_GATEWAY(false),
    /** The device did not speak. */
    SILENT(false);

    private final boolean arrives;

    Outcome(boolean arrives) {
      this.arrives = arrives;
    }

    public boolean arrives() {
      return arrives;
    }

    /** How the truth file calls it. */
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Fate gone(Outcome outcome, @Nullable Span span) {
    return new Fate(outcome, 0, Path.FIRST, 0, span);
  }
}
