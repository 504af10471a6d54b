package dk.bypuls.simulator.fault;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * One run in figures.
 *
 * @param sent messages handed to the broker, of whatever kind
 * @param distinct different uplinks of registered sensors that arrived whole
 * @param duplicates further copies of those
 * @param late how many of those came late
 * @param lost uplinks that no gateway passed on
 * @param garbled messages with broken bytes
 * @param silent uplinks that silent devices did not send
 * @param strangers messages of devices that nobody registered
 * @param readings what the platform should have: one for each declared field of each distinct
 *     uplink
 */
public record TruthSummary(
    long sent,
    long distinct,
    long duplicates,
    long late,
    long lost,
    long garbled,
    long silent,
    long strangers,
    long readings) {

  static TruthSummary of(Collection<SensorTruth> sensors, Collection<SensorTruth> unregistered) {
    long strangers = sum(unregistered, SensorTruth::sent);
    return new TruthSummary(
        strangers + sum(sensors, SensorTruth::sent),
        sum(sensors, SensorTruth::distinct),
        sum(sensors, SensorTruth::duplicates),
        sum(sensors, SensorTruth::late),
        sum(sensors, SensorTruth::lost),
        sum(sensors, SensorTruth::garbled),
        sum(sensors, SensorTruth::silent),
        strangers,
        sensors.stream().mapToLong(SensorTruth::readings).sum());
  }

  /** For people, on one line. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "%,d messages sent: %,d different uplinks (%,d of them late), %,d duplicates, %,d undecodable,"
            + " %,d of unknown devices. Never sent: %,d lost by radio or gateway, %,d silent."
            + " Readings expected: %,d.",
        sent,
        distinct,
        late,
        duplicates,
        garbled,
        strangers,
        lost,
        silent,
        readings);
  }

  JsonLine json() {
    String fields =
        new JsonLine()
            .add("sent", sent)
            .add("distinct", distinct)
            .add("duplicates", duplicates)
            .add("late", late)
            .add("lost", lost)
            .add("garbled", garbled)
            .add("silent", silent)
            .add("strangers", strangers)
            .add("readings", readings)
            .toString();
    return new JsonLine().addJson("summary", fields);
  }

  private static long sum(Collection<SensorTruth> sensors, ToIntFunction<SensorTruth> figure) {
    return sensors.stream().mapToLong(figure::applyAsInt).sum();
  }
}
