package dk.bypuls.events.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.Samples;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.RegistryRecord.Applied;
import dk.bypuls.events.registry.RegistryRecord.Changed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryFollowerTest {

  private final List<Registry> adopted = new ArrayList<>();
  private final RegistryFollower follower =
      new RegistryFollower(fold -> adopted.add(fold.registry()));

  @Test
  void readsAnEmptyTopicToItsEndAtOnce() {
    // When
    follower.endsAt(0);

    // Then
    assertThat(follower.isRead()).isTrue();
    assertThat(adopted).hasSize(1);
  }

  @Test
  void putsNothingInForceBeforeTheEnd() {
    // Given
    follower.endsAt(4);
    follower.accept(0, change(1));
    follower.accept(1, applied(1));
    follower.accept(2, change(2));
    assertThat(follower.isRead()).isFalse();
    assertThat(follower.progress()).isEqualTo("read 3 of 4 records");
    assertThat(follower.get().tenants()).isEmpty();
    assertThat(adopted).isEmpty();

    // When
    follower.accept(3, applied(2));

    // Then
    assertThat(follower.isRead()).isTrue();
    assertThat(follower.get().tenants()).hasSize(1);
    assertThat(adopted).containsExactly(follower.get());
  }

  @Test
  void waitsForTheEndToBeKnown() {
    // Given
    follower.accept(0, change(1));
    follower.accept(1, applied(1));
    assertThat(follower.isRead()).isFalse();
    assertThat(follower.progress()).contains("waiting for Kafka");

    // When
    follower.endsAt(2);

    // Then
    assertThat(follower.isRead()).isTrue();
    assertThat(adopted).hasSize(1);
  }

  @Test
  void putsEveryLaterApplyInForceWhenItIsWhole() {
    // Given
    follower.endsAt(0);
    follower.accept(0, change(1));
    assertThat(adopted).hasSize(1);

    // When
    follower.accept(1, applied(1));

    // Then
    assertThat(adopted).hasSize(2);
    assertThat(follower.get().tenants()).hasSize(1);
    assertThat(follower.progress()).isEqualTo("read to its end, generation 1");
  }

  @Test
  void passesOverWhatItCannotReadAndWhatCompactionLeft() {
    // Given
    follower.endsAt(2);

    // When
    follower.accept(0, "from the future".getBytes(StandardCharsets.UTF_8));
    follower.accept(1, null);

    // Then
    assertThat(follower.isRead()).isTrue();
    assertThat(follower.progress()).contains("read to its end");
  }

  @Test
  void isNotReadBeforeWhatItReadWasAdopted() {
    // Given
    RegistryFollower refused =
        new RegistryFollower(
            fold -> {
              throw new IllegalStateException("not now");
            });

    // When
    assertThatThrownBy(() -> refused.endsAt(0)).hasMessage("not now");

    // Then
    assertThat(refused.isRead()).isFalse();
  }

  @Test
  void wakesWhoWaits() throws InterruptedException {
    // Given
    Thread waiting = new Thread(this::await);
    waiting.start();

    // When
    follower.endsAt(0);

    // Then
    waiting.join(10_000);
    assertThat(waiting.isAlive()).isFalse();
  }

  private void await() {
    try {
      follower.awaitRead();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] change(long generation) {
    Tenant tenant = Samples.tenant();
    return record(new Changed(1, generation, EntityKind.TENANT, tenant.id(), generation, tenant));
  }

  private static byte[] applied(long generation) {
    return record(new Applied(1, generation));
  }

  private static byte[] record(RegistryRecord record) {
    return Topics.REGISTRY.codec().encode(record);
  }
}
