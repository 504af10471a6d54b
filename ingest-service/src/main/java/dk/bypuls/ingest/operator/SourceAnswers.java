package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.ingest.intake.SourceMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers what every source brought since this process began. It reads the same meters as
 * Prometheus does, so that nothing is counted twice; who wants a rate asks twice.
 */
public final class SourceAnswers {

  private static final String CONNECTED = "bypuls.ingest.mqtt.connected";
  private static final String WORKS = "bypuls.ingest.pull.works";

  private final MeterRegistry meters;
  private final InstantSource clock;

  public SourceAnswers(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  JsonNode sources() {
    Map<String, ObjectNode> sources = new TreeMap<>();
    total(sources, SourceMetrics.RECEIVED, "received");
    total(sources, SourceMetrics.ACCEPTED, "accepted");
    total(sources, SourceMetrics.READINGS, "readings");
    perCase(sources, SourceMetrics.QUARANTINED, "quarantined", "reason");
    perCase(sources, SourceMetrics.DROPPED, "dropped", "rule");
    perCase(sources, SourceMetrics.REFUSED, "refused", "why");
    state(sources, CONNECTED);
    state(sources, WORKS);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("at", clock.instant().toString());
    sources.values().forEach(answer.putArray("sources")::add);
    return answer;
  }

  private void total(Map<String, ObjectNode> sources, String meter, String name) {
    for (Counter counter : meters.find(meter).counters()) {
      of(sources, counter.getId().getTag("source")).put(name, (long) counter.count());
    }
  }

  private void perCase(Map<String, ObjectNode> sources, String meter, String name, String tag) {
    for (Counter counter : meters.find(meter).counters()) {
      ObjectNode cases = of(sources, counter.getId().getTag("source")).withObjectProperty(name);
      if (counter.count() > 0) {
        cases.put(counter.getId().getTag(tag), (long) counter.count());
      }
    }
  }

  private void state(Map<String, ObjectNode> sources, String meter) {
    for (Gauge gauge : meters.find(meter).gauges()) {
      of(sources, gauge.getId().getTag("source")).put("connected", gauge.value() >= 1);
    }
  }

  private static ObjectNode of(Map<String, ObjectNode> sources, @Nullable String source) {
    return sources.computeIfAbsent(
        String.valueOf(source), id -> JsonNodeFactory.instance.objectNode().put("source", id));
  }
}
