package dk.bypuls.aggregator.due;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.series.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is due comes in the order of its time, whatever of it is held in memory. */
class DuesTest {

  private static final byte TABLE = 7;

  private final KeyValueStore<Bytes, byte[]> store = MemoryStore.create();
  private final Dues dues = new Dues(store, TABLE);
  private int made;

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 100_000, 10_000_000})
  void comesInOrderHoweverFarApart(long span) {
    // Given
    Random random = new Random(span);
    TreeSet<Bytes> expected = new TreeSet<>();
    List<Bytes> taken = new ArrayList<>();
    List<Bytes> due = new ArrayList<>();

    // When
    long now = 0;
    for (int round = 0; round < 40; round++) {
      for (int i = 0; i < 500; i++) {
        Bytes key = key(now + random.nextLong(span));
        dues.add(key);
        expected.add(key);
      }
      Bytes removed = expected.ceiling(key(now + random.nextLong(span)));
      if (removed != null) {
        dues.remove(removed);
        expected.remove(removed);
      }
      now += span / 50;
      takeAll(now, taken);
      due.addAll(expected.headSet(after(now)));
      expected.headSet(after(now)).clear();
    }

    // Then
    assertThat(taken).isNotEmpty().isEqualTo(due);
  }

  @Test
  void moreThanIsHeldIsDueAtOneTime() {
    // Given
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < 3 * Dues.HELD_AT_MOST; i++) {
      keys.add(key(60_000));
    }
    assertThat(dues.first(10_000)).as("so that the next minutes are known").isNull();

    // When
    keys.forEach(dues::add);

    // Then
    assertThat(dues.first(59_999)).isNull();
    List<Bytes> taken = new ArrayList<>();
    takeAll(60_000, taken);
    assertThat(taken).isEqualTo(keys);
  }

  @Test
  void anotherThatBeginsWithTheSameStoreKnowsThem() {
    // Given
    Bytes late = key(200_000);
    Bytes soon = key(1_000);
    dues.add(late);
    dues.add(soon);

    // When
    Dues again = new Dues(store, TABLE);

    // Then
    assertThat(again.first(1_000)).isEqualTo(soon);
    again.remove(soon);
    assertThat(again.first(199_999)).isNull();
    assertThat(again.first(200_000)).isEqualTo(late);
  }

  @Test
  void whatIsAddedForATimeThatHasPassedIsFirst() {
    // Given
    dues.add(key(500_000));
    assertThat(dues.first(400_000)).isNull();

    // When
    Bytes past = key(10);
    dues.add(past);

    // Then
    assertThat(dues.first(400_000)).isEqualTo(past);
  }

  private void takeAll(long through, List<Bytes> taken) {
    for (Bytes next = dues.first(through); next != null; next = dues.first(through)) {
      dues.remove(next);
      taken.add(next);
    }
  }

  /** A key that no other equals, in the order of its making. */
  private Bytes key(long due) {
    return Bytes.wrap(dues.key(due, Integer.BYTES).putInt(made++).array());
  }

  private Bytes after(long due) {
    return Bytes.wrap(dues.key(due + 1, 0).array());
  }
}
