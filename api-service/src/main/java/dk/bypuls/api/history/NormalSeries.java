package dk.bypuls.api.history;

import dk.bypuls.events.Statistic;
import dk.bypuls.events.vocabulary.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for one series.
 *
 * @param area empty for a sensor's series
 * @param hours in the order of the week; those of which too little is known are left out
 */
record NormalSeries(String place, String sensor, String area, Quantity quantity, List<Hour> hours) {

  /** The figure of an hour that can be compared with others; absent for what is a bearing. */
  static @Nullable Statistic figureOf(Quantity quantity) {
    return switch (quantity.kind()) {
      case GAUGE -> Statistic.MEAN;
      case AMOUNT, IDENTITY -> Statistic.SUM;
      case COUNTER -> Statistic.DELTA;
      case STATE -> Statistic.SHARE;
      case SOUND -> Statistic.LEQ;
      case DIRECTION -> null;
    };
  }

  /**
   * One hour of the week, in local time.
   *
   * @param weekday 1 for Monday
   * @param n in how many weeks it was measured
   * @param median a whole number of the figure's last decimal place, as the quartiles are
   */
  record Hour(int weekday, int hour, int n, long p25, long median, long p75) {}
}
