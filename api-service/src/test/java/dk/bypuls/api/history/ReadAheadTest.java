package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When something is read before it is asked for. */
class ReadAheadTest {

  private final AtomicBoolean isTime = new AtomicBoolean(true);
  private final ReadAhead ahead = new ReadAhead(isTime::get);

  @AfterEach
  void close() {
    ahead.close();
  }

  @Test
  void readsForOneAtATime() throws Exception {
    // Given
    CountDownLatch database = new CountDownLatch(1);
    Optional<CompletableFuture<String>> first =
        ahead.begin(
            () -> {
              try {
                database.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "rows";
            });

    // When
    Optional<CompletableFuture<String>> second = ahead.begin(() -> "others");
    database.countDown();

    // Then
    assertThat(first.orElseThrow().get()).isEqualTo("rows");
    assertThat(second).isEmpty();
  }

  @Test
  void leavesItWhereSomebodyWaits() {
    // Given
    isTime.set(false);

    // When
    Optional<CompletableFuture<String>> begun = ahead.begin(() -> "rows");

    // Then
    assertThat(begun).isEmpty();
  }
}
