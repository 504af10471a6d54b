package dk.bypuls.ingest.pull;

import dk.bypuls.events.registry.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** How a fetched source is, for people and for metrics. */
final class PullState {

  static final String FETCHES = "bypuls.ingest.pull.fetches";
  static final String BYTES = "bypuls.ingest.pull.bytes";
  static final String WORKS = "bypuls.ingest.pull.works";
  static final String LAST_SUCCESS = "bypuls.ingest.pull.last.success";

  private static final Logger LOG = Logger.getLogger(PullState.class);

  private final Source source;
  private final Map<Ending, Counter> fetches = new EnumMap<>(Ending.class);
  private final Counter bytes;
  private volatile boolean works;
  private volatile long lastSuccess;
  private volatile String words = "not fetched yet";

  PullState(Source source, MeterRegistry meters) {
    this.source = source;
    Tags tags = Tags.of("tenant", source.tenant(), "source", source.id());
    for (Ending ending : Ending.values()) {
      fetches.put(ending, meters.counter(FETCHES, tags.and("outcome", ending.id())));
    }
    bytes = meters.counter(BYTES, tags);
    Gauge.builder(WORKS, this, state -> state.works ? 1 : 0).tags(tags).register(meters);
    Gauge.builder(LAST_SUCCESS, this, state -> (double) state.lastSuccess)
        .tags(tags)
        .baseUnit("seconds")
        .register(meters);
  }

  void received(long count) {
    bytes.increment((double) count);
  }

  void succeeded(Ending ending, Instant at) {
    count(ending);
    lastSuccess = at.getEpochSecond();
    works = true;
    say("fetched");
  }

  void failed(Ending ending, String why) {
    count(ending);
    works = false;
    say("not fetched: " + why);
  }

  void waits(String why) {
    say(why);
  }

  private void count(Ending ending) {
    Counter counter = fetches.get(ending);
    if (counter != null) {
      counter.increment();
    }
  }

  // Once for each change: what fails each minute need not be told each minute.
  private void say(String what) {
    if (what.equals(words)) {
      return;
    }
    words = what;
    MDC.put("tenant", source.tenant());
    MDC.put("source", source.id());
    try {
      LOG.infof("source %s: %s", source.id(), what);
    } finally {
      MDC.remove("tenant");
      MDC.remove("source");
    }
  }

  /** How it is, in plain words. */
  String inWords() {
    return words;
  }
}
