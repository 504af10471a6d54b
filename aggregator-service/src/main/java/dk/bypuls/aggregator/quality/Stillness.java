package dk.bypuls.aggregator.quality;

import dk.bypuls.aggregator.figure.Timeline;
import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.Run;
import dk.bypuls.events.Hint;
import java.util.function.LongConsumer;

/**
 * Which readings of a slot are stuck: they and those before them have said the same for too long.
 * That is said of each reading by itself, so a longer window is stuck if a shorter one in it is.
 */
public final class Stillness implements History.Reader {

  private final StuckRule rule;
  private final Timeline readings = new Timeline();

  public Stillness(StuckRule rule) {
    this.rule = rule;
  }

  @Override
  public void read(long observedAt, long value, long id, int hints) {
    if (!Hint.disqualify(hints)) {
      readings.add(observedAt, value, id);
    }
  }

  /** Tells when each stuck reading was observed, given those before the slot. */
  public void tell(History history, History.Lookback before, LongConsumer stuck) {
    readings.sort();
    Run run = Run.NONE;
    for (int i = 0; i < readings.size(); i++) {
      long value = readings.value(i);
      long at = readings.at(i);
      if (i == 0) {
        run = rule.watches(value) ? carried(history, before, value, at) : Run.NONE;
      } else if (value != readings.value(i - 1)) {
        run = Run.NONE;
      }
      run = run.with(at);
      if (rule.isStuck(run, at) && rule.watches(value)) {
        stuck.accept(at);
      }
    }
  }

  private Run carried(History history, History.Lookback before, long value, long first) {
    return history.runBefore(before, value, reading -> true, run -> rule.isStuck(run, first));
  }
}
