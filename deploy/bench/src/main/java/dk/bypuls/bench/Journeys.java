package dk.bypuls.bench;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long windows are on their way, from when they were sent. Each has a start of its own. */
final class Journeys {

  private static final Pattern START = Pattern.compile("\"start\":\"([^\"]+)\"");

  private final Map<Instant, Long> sent = new ConcurrentHashMap<>();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  /** The window that begins then is sent now. */
  void begin(Instant start) {
    sent.put(start, System.nanoTime());
  }

  /** Somebody has it. */
  void end(Instant start) {
    Long began = sent.get(start);
    if (began != null) {
      millis.add((System.nanoTime() - began) / 1e6);
    }
  }

  /** Somebody was told these windows, as JSON. */
  void end(String json) {
    Matcher start = START.matcher(json);
    while (start.find()) {
      end(Instant.parse(start.group(1)));
    }
  }

  /** Takes the milliseconds of all that arrived since the last time. */
  Collection<Double> take() {
    List<Double> taken = List.copyOf(millis);
    millis.clear();
    return taken;
  }
}
