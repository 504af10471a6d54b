package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counts of every source: of what its senders brought, and apart from it of what was replayed,
 * so that each obeys the equation for itself.
 */
public final class IntakeMetrics {

  /** What the names of the counts of senders' messages begin with. */
  public static final String MESSAGES = "bypuls.ingest";

  /** What the names of the counts of replayed messages begin with. */
  public static final String REPLAYS = "bypuls.ingest.replay";

  private final MeterRegistry meters;
  private final String names;
  private final Map<String, SourceMetrics> sources = new ConcurrentHashMap<>();

  public IntakeMetrics(MeterRegistry meters) {
    this(meters, MESSAGES);
  }

  IntakeMetrics(MeterRegistry meters, String names) {
    this.meters = meters;
    this.names = names;
  }

  /** The counts of one source: the same as long as this process runs. */
  public SourceMetrics of(Source source) {
    return sources.computeIfAbsent(
        source.id(), id -> new SourceMetrics(meters, names, source.tenant(), id));
  }
}
