package dk.bypuls.aggregator.quality;

import dk.bypuls.aggregator.series.Run;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.Quantity;
import dk.bypuls.events.vocabulary.Theme;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For how long the readings of a series may all say the same before it is held to be stuck.
 *
 * <p>Where the profile does not tell, it is a matter of gauges: the finer a quantity is held, the
 * sooner it is suspicious. What is held in whole numbers may well stay as it is, and so may what a
 * device says of itself, what is at an end of the quantity's range, and a zero that is no
 * temperature: it does not rain for weeks.
 */
public final class StuckRule {

  /** So many readings at least say the same. */
  static final int READINGS = 12;

  /** Hundredths do not stand still for longer than a winter's night … */
  private static final Duration FINE = Duration.ofDays(1);

  /** … tenths not for three days … */
  private static final Duration COARSE = Duration.ofDays(3);

  /** … and nothing stands still that is asked this seldom. */
  private static final int INTERVALS = READINGS;

  private static final String CELSIUS = "Cel";

  private final long after;
  private final boolean always;
  private final Quantity quantity;

  private StuckRule(Quantity quantity, Duration after, boolean always) {
    this.quantity = quantity;
    this.after = after.toMillis();
    this.always = always;
  }

  /**
   * The rule for a series; absent where saying the same means nothing.
   *
   * @param interval how often it is expected to speak; absent where that is not known
   * @param told what its profile says; it holds for every value then
   */
  public static @Nullable StuckRule of(
      Quantity quantity, @Nullable Duration interval, @Nullable Duration told) {
    if (quantity.kind() != Kind.GAUGE) {
      return null;
    }
    if (told != null) {
      return new StuckRule(quantity, told, true);
    }
    if (quantity.theme() == Theme.DEVICE || quantity.scale() == 0) {
      return null;
    }
    Duration after = quantity.scale() == 1 ? COARSE : FINE;
    Duration least = interval == null ? after : interval.multipliedBy(INTERVALS);
    return new StuckRule(quantity, after.compareTo(least) > 0 ? after : least, false);
  }

  /** Whether it is looked whether that value stands still. */
  boolean watches(long value) {
    return always || !mayStay(quantity.value(value));
  }

  private boolean mayStay(BigDecimal value) {
    return value.compareTo(quantity.lowest()) <= 0
        || value.compareTo(quantity.highest()) >= 0
        || (value.signum() == 0 && !quantity.unit().code().equals(CELSIUS));
  }

  /** Whether a reading of that time is stuck that ends a run. */
  boolean isStuck(Run run, long observedAt) {
    return run.count() >= READINGS && observedAt - run.since() >= after;
  }
}
