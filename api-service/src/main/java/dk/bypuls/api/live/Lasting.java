package dk.bypuls.api.live;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.WindowEvent;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics whose events have ids, so that they are told again to who missed them.
 *
 * <p>A {@link Position} of theirs has a number for each of their partitions, in their order.
 */
record Lasting(List<Topic<WindowEvent>> topics) {

  /** What anyone may hear of. */
  static final Lasting OPEN = new Lasting(List.of(Topics.WINDOWS));

  /** What people of the house may hear of: each exact window is in one of them. */
  static final Lasting INSIDE = new Lasting(List.of(Topics.EXACT_WINDOWS, Topics.WINDOWS));

  /** All their partitions, as a position numbers them. */
  List<TopicPartition> partitions() {
    return topics.stream().flatMap(topic -> WindowTopics.partitions(topic).stream()).toList();
  }
}
