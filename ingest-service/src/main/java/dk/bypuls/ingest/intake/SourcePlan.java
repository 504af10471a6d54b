package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Source;
import java.util.Map;

/** How the messages of one source are taken in. */
record SourcePlan(
    Source source, Format format, Map<String, SensorPlan> sensors, SourceMetrics metrics) {

  /** Whether what it says of devices that are not registered is not worth setting aside. */
  boolean dropsUnknown() {
    return Source.DROP.equals(source.unknownDevices());
  }
}
