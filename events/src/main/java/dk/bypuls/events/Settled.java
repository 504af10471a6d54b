package dk.bypuls.events;

import java.time.Instant;
import java.util.List;

/**
 * That messages in quarantine were dealt with, so that nobody need look at them again.
 *
 * @param partition where in {@link Topics#QUARANTINE} they are
 * @param offsets which they are, ascending
 * @param request by which request; the audit trail says whose it was
 */
public record Settled(int partition, List<Long> offsets, How how, Instant at, String request) {

  public Settled {
    offsets = offsets.stream().sorted().distinct().toList();
  }

  /** What became of them. The number of a way never changes. */
  public enum How implements Numbered {
    /** All that was in them is readings now. */
    REPLAYED(1, "replayed"),
    /** Somebody said that they are not needed. */
    DROPPED(2, "dropped"),
    /** After a replay they are in quarantine anew, for another reason. */
    SUPERSEDED(3, "superseded");

    private final int number;
    private final String id;

    How(int number, String id) {
      this.number = number;
      this.id = id;
    }

    @Override
    public int number() {
      return number;
    }

    public String id() {
      return id;
    }

    public static How numbered(int number) {
      return Numbered.find(values(), number);
    }
  }
}
