package dk.bypuls.api.ready;

import static io.vertx.core.http.HttpVersion.HTTP_1_1;
import static io.vertx.core.http.HttpVersion.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.LilleSet;
import dk.bypuls.events.registry.Registry;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadyStoreTest {

  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicBoolean isSame = new AtomicBoolean(true);
  private Catalogue registry = catalogue("3.1");
  private final ReadyStore store = new ReadyStore(() -> registry, 20_000, nanoTime::get);

  @Test
  void isGivenAgainWhileNothingCanHaveChangedIt() {
    // Given
    ReadyAnswer answer = answer(100);

    // When
    store.keep(asked("/a"), made("3.1"), answer);

    // Then
    assertThat(store.find(asked("/a"))).isSameAs(answer);
    assertThat(store.find(asked("/b"))).isNull();
  }

  @Test
  void isGoneForGoodWithTheWindowsItWasMadeOf() {
    // Given
    store.keep(asked("/a"), made("3.1"), answer(100));

    // When
    isSame.set(false);
    ReadyAnswer found = store.find(asked("/a"));
    isSame.set(true);

    // Then
    assertThat(found).isNull();
    assertThat(store.find(asked("/a"))).as("not even kept").isNull();
  }

  @Test
  void isNotGivenUnderAnotherStampThanItWasMadeUnder() {
    // When a policy came into force while it was made
    store.keep(asked("/a"), made("3.1.1"), answer(100));

    // Then
    assertThat(store.find(asked("/a"))).isNull();
  }

  @Test
  void anotherRegistryForgetsEveryAnswerAndTakesNoneOfTheOneBefore() {
    // Given
    Made before = made("3.1");
    store.keep(asked("/a"), before, answer(100));
    store.keep(asked("/b"), before, answer(100));

    // When
    registry = catalogue("3.1");
    store.keep(asked("/c"), before, answer(100));

    // Then
    assertThat(List.of("/a", "/b", "/c"))
        .allSatisfy(uri -> assertThat(store.find(asked(uri))).as(uri).isNull());
  }

  @Test
  void isKeptNoLongerThanCachesMayKeepIt() {
    // Given
    store.keep(asked("/a"), made("3.1"), answer(100));

    // When
    nanoTime.set(Duration.ofSeconds(10).toNanos());

    // Then
    assertThat(store.find(asked("/a"))).isNull();
  }

  @Test
  void takesNoMoreMemoryThanItMay() {
    // When
    for (int i = 0; i < 100; i++) {
      store.keep(asked("/" + i), made("3.1"), answer(8_000));
    }
    store.keep(asked("/much"), made("3.1"), answer(20_001));

    // Then
    assertThat(store.find(asked("/much"))).isNull();
    assertThat(store.find(asked("/97"))).isNull();
  }

  @Test
  void whoeverAsksForAnotherFormOrByAnotherNameIsAnsweredAnew() {
    // Given
    store.keep(asked("/a"), made("3.1"), answer(100));

    // When
    List<Asked> others =
        List.of(
            new Asked("/a", "https", "city", 80, null, null, HTTP_1_1),
            new Asked("/a", "http", "town", 80, null, null, HTTP_1_1),
            new Asked("/a", "http", "city", 8080, null, null, HTTP_1_1),
            new Asked("/a", "http", "city", 80, "text/csv", null, HTTP_1_1),
            new Asked("/a", "http", "city", 80, null, "gzip", HTTP_1_1),
            new Asked("/a", "http", "city", 80, null, null, HTTP_2));

    // Then
    assertThat(others).allSatisfy(asked -> assertThat(store.find(asked)).isNull());
  }

  private static Asked asked(String uri) {
    return new Asked(uri, "http", "city", 80, null, null, HTTP_1_1);
  }

  private Made made(String stamp) {
    return new Made(registry, LilleSet.open(), stamp, isSame::get);
  }

  private static ReadyAnswer answer(int bytes) {
    MultiMap head = MultiMap.caseInsensitiveMultiMap().add("ETag", "\"tag\"");
    Buffer body = Buffer.buffer(new byte[bytes]);
    return ReadyAnswer.of(head, "tag", body, 3, (rows, given) -> {});
  }

  private static Catalogue catalogue(String stamp) {
    return new Catalogue(new Registry(List.of(LilleSet.open())), 7, Map.of("lille-set", stamp));
  }
}
