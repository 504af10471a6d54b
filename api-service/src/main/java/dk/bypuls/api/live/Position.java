package dk.bypuls.api.live;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a reader of the window topic is: the topic's id and the next offset of every partition.
 *
 * <p>Any instance can go on from it, and a topic that was made anew is told from the one before.
 */
final class Position {

  private static final int BASE = 36;
  private static final int LONGEST = 1024;

  private final String topic;
  private final long[] next;

  Position(String topic, long[] next) {
    this.topic = topic;
    this.next = next.clone();
  }

  /** Reads an event id; empty when it is none of ours. */
  static Optional<Position> parse(String id) {
    String[] parts = id.split("\\.", -1);
    if (id.length() > LONGEST || parts.length < 2 || parts[0].isEmpty()) {
      return Optional.empty();
    }
    long[] next = new long[parts.length - 1];
    try {
      for (int i = 0; i < next.length; i++) {
        next[i] = Long.parseLong(parts[i + 1], BASE);
        if (next[i] < 0) {
          return Optional.empty();
        }
      }
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
    return Optional.of(new Position(parts[0], next));
  }

  /** The event id that says so. */
  String id() {
    StringBuilder id = new StringBuilder(80).append(topic);
    for (long offset : next) {
      id.append('.').append(Long.toString(offset, BASE));
    }
    return id.toString();
  }

  String topic() {
    return topic;
  }

  int partitions() {
    return next.length;
  }

  long next(int partition) {
    return next[partition];
  }

  /** Has a reader go on from here. */
  void seek(KafkaConsumer<byte[], byte[]> reader, Lasting lasting) {
    List<TopicPartition> partitions = lasting.partitions();
    reader.assign(partitions);
    for (int number = 0; number < partitions.size(); number++) {
      reader.seek(partitions.get(number), next[number]);
    }
  }

  /** The position after that record. */
  Position after(int partition, long offset) {
    return upTo(partition, offset + 1);
  }

  /** The position with nothing left before that offset. */
  Position upTo(int partition, long offset) {
    if (offset <= next[partition]) {
      return this;
    }
    long[] moved = next.clone();
    moved[partition] = offset;
    return new Position(topic, moved);
  }

  /** Whether that record was before it. */
  boolean hasPassed(int partition, long offset) {
    return offset < next[partition];
  }

  /** Whether it has passed all that the other has. */
  boolean isAtLeast(Position other) {
    for (int i = 0; i < next.length; i++) {
      if (next[i] < other.next[i]) {
        return false;
      }
    }
    return true;
  }

  /** The position that has passed all that one of the two has. */
  Position or(Position other) {
    long[] furthest = next.clone();
    for (int i = 0; i < furthest.length; i++) {
      furthest[i] = Math.max(furthest[i], other.next[i]);
    }
    return new Position(topic, furthest);
  }

  /** Whether positions of the same topic can be compared with it. */
  boolean isOfSameTopicAs(Position other) {
    return topic.equals(other.topic) && next.length == other.next.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position that
        && topic.equals(that.topic)
        && Arrays.equals(next, that.next);
  }

  @Override
  public int hashCode() {
    return 31 * topic.hashCode() + Arrays.hashCode(next);
  }

  @Override
  public String toString() {
    return id();
  }
}
