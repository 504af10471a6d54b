package dk.bypuls.aggregator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.series.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is held is read as if it were written, and is written when the engine commits. */
class HeldStoreTest {

  private final KeyValueStore<Bytes, byte[]> written = MemoryStore.create();
  private final HeldStore store = new HeldStore(written);

  @Test
  void writesWhatWasPutWhenTheEngineCommits() {
    // Given
    store.put(key("a"), bytes("1"));
    store.put(key("a"), bytes("2"));
    String before = text(written.get(key("a")));

    // When
    store.flushCache();

    // Then
    assertThat(before).isNull();
    assertThat(text(written.get(key("a")))).isEqualTo("2");
  }

  @Test
  void readsWhatIsHeldAndWhatIsNot() {
    // Given
    written.put(key("a"), bytes("1"));
    written.put(key("b"), bytes("1"));
    written.put(key("c"), bytes("1"));

    // When
    store.put(key("a"), bytes("2"));
    store.put(key("b"), null);

    // Then
    assertThat(List.of(key("a"), key("b"), key("c")))
        .extracting(key -> text(store.get(key)))
        .containsExactly("2", null, "1");
  }

  @Test
  void showsInOrderWhatIsHeldToo() {
    // Given
    written.put(key("b"), bytes("1"));
    written.put(key("c"), bytes("1"));
    store.put(key("a"), bytes("2"));
    store.put(key("b"), null);
    store.put(key("d"), bytes("2"));

    // When
    List<String> shown = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(key("a"), key("c"))) {
      rows.forEachRemaining(row -> shown.add(row.key + "=" + text(row.value)));
    }

    // Then
    assertThat(shown).containsExactly("a=2", "c=1");
  }

  @Test
  void answersWhatItDeletes() {
    // Given
    written.put(key("a"), bytes("1"));
    store.put(key("a"), bytes("2"));

    // When
    byte[] known = store.delete(key("a"));

    // Then
    assertThat(text(known)).isEqualTo("2");
    assertThat(store.get(key("a"))).isNull();
  }

  @Test
  void goesByWhatWasWrittenWhenTheEngineGivesUpTheRest() {
    // Given
    store.put(key("a"), bytes("1"));
    store.flushCache();
    store.put(key("a"), bytes("2"));

    // When
    store.clearCache();
    store.flushCache();

    // Then
    assertThat(text(store.get(key("a")))).isEqualTo("1");
  }

  @Test
  void holdsNoMoreThanItMay() {
    // When
    for (int i = 0; i < HeldStore.HELD_AT_MOST; i++) {
      store.put(key("a" + i), bytes("1"));
    }

    // Then
    assertThat(written.approximateNumEntries()).isEqualTo(HeldStore.HELD_AT_MOST);
  }

  private static Bytes key(String text) {
    return Bytes.wrap(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
