package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  private static final Position START = new Position("topic", new long[] {100, 200});

  @Test
  void tellsWhoIsTooFarBehind() {
    // Given
    RecentEvents recent = new RecentEvents(2, START);
    Position first = START.after(0, 100);
    Position second = first.after(1, 200);
    Position third = second.after(0, 101);

    // When
    recent.add(event(0, 100, first));
    boolean reachesBackAtFirst = recent.reachBackTo(START);
    recent.add(event(1, 200, second));
    recent.add(event(0, 101, third));

    // Then
    assertThat(reachesBackAtFirst).isTrue();
    assertThat(recent.reachBackTo(START)).isFalse();
    assertThat(recent.reachBackTo(first)).isTrue();
    assertThat(recent.get(0)).isNull();
    assertThat(recent.oldest()).isEqualTo(1);
  }

  @Test
  void findsTheFirstEventThatAReaderFromElsewhereMayMiss() {
    // Given
    RecentEvents recent = new RecentEvents(8, START);
    Position first = START.after(0, 100);
    Position second = first.after(1, 200);
    LiveEvent one = event(0, 100, first);
    LiveEvent two = event(1, 200, second);
    recent.add(one);
    recent.add(two);
    Position sawTheOtherPartitionFirst = START.after(1, 200);

    // When
    long next = recent.firstAfter(sawTheOtherPartitionFirst);

    // Then
    assertThat(next).isZero();
    assertThat(one.wasToldTo(sawTheOtherPartitionFirst)).isFalse();
    assertThat(two.wasToldTo(sawTheOtherPartitionFirst)).isTrue();
    assertThat(recent.firstAfter(second)).isEqualTo(2);
    assertThat(one.toldAt(second).id()).isEqualTo(second.id());
  }

  private static LiveEvent event(int partition, long offset, Position after) {
    LiveEvent.Subject subject =
        new LiveEvent.Subject(
            "air",
            "torvet",
            "air-1",
            "pm10",
            "",
            null,
            true,
            false,
            1,
            Instant.EPOCH,
            Instant.EPOCH);
    byte[] data = "{}".getBytes(StandardCharsets.UTF_8);
    return new LiveEvent(LiveEvent.Kind.COMPLETE, subject, partition, offset, after, data);
  }
}
