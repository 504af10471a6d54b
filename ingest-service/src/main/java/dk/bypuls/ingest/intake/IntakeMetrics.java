package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counts of every source. */
public final class IntakeMetrics {

  private final MeterRegistry meters;
  private final Map<String, SourceMetrics> sources = new ConcurrentHashMap<>();

  public IntakeMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The counts of one source: the same as long as this process runs. */
  public SourceMetrics of(Source source) {
    return sources.computeIfAbsent(
        source.id(), id -> new SourceMetrics(meters, source.tenant(), id));
  }
}
