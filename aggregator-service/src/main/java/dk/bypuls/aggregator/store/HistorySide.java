package dk.bypuls.aggregator.store;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.WindowEvent;
import java.util.Arrays;
import java.util.List;

/** One side of the wall in the database: a schema, and the topic whose windows it holds. */
enum HistorySide {
  OPEN("open"),
  EXACT("exact");

  private static final List<HistorySide> ALL = List.of(values());

  private final String schema;

  HistorySide(String schema) {
    this.schema = schema;
  }

  String schema() {
    return schema;
  }

  Topic<WindowEvent> topic() {
    return this == OPEN ? Topics.WINDOWS : Topics.EXACT_WINDOWS;
  }

  static List<HistorySide> all() {
    return ALL;
  }

  static HistorySide of(String topic) {
    return Arrays.stream(values())
        .filter(side -> side.topic().name().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no history is kept of " + topic));
  }
}
