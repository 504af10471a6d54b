package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Flag;
import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * One thing that readings say together: a function of their set, in whatever order they come.
 *
 * <p>What it knows can be written and added to that of other readings: days make a month, sensors
 * an area.
 */
interface Measure {

  /** Takes in a reading that counts. */
  void read(long observedAt, long value, long id);

  /** Takes in all that another of its sort has read. */
  void add(Measure other);

  /**
   * Says its figures.
   *
   * @param until what has not happened by then is left out; the end of the slot when it is over
   */
  void say(Map<Statistic, Long> figures, long until);

  /** Bits of {@link Flag} that it finds. */
  default int flags() {
    return 0;
  }

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}
