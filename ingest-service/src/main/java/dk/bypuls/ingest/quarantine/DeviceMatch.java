package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Quarantined;
import dk.bypuls.ingest.intake.Plans;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells entries of a device that an operator names: by its hash of the day, which only keys make.
 */
final class DeviceMatch {

  private final @Nullable String device;
  private final Plans plans;
  private final DailySeal seal;
  private final Map<Day, Optional<String>> hashes = new HashMap<>();

  DeviceMatch(@Nullable String device, Plans plans, DailySeal seal) {
    this.device = device;
    this.plans = plans;
    this.seal = seal;
  }

  private record Day(String tenant, String source, LocalDate date) {}

  boolean matches(Quarantined what) {
    if (device == null) {
      return true;
    }
    if (what.device() != null) {
      return Optional.of(what.device()).equals(hash(what, device));
    }
    // The aggregator knows sensors only.
    String sensor = what.about().get("sensor");
    return sensor != null && sensor.equals(plans.sensorOf(what.source(), device));
  }

  private Optional<String> hash(Quarantined what, String named) {
    Day day =
        new Day(
            what.tenant(), what.source(), LocalDate.ofInstant(what.receivedAt(), ZoneOffset.UTC));
    return hashes.computeIfAbsent(
        day,
        key ->
            Optional.ofNullable(
                seal.knownHashOf(
                    what.tenant(),
                    what.source(),
                    plans.deviceName(what.source(), named),
                    what.receivedAt())));
  }
}
