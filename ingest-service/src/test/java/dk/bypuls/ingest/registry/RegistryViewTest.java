package dk.bypuls.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.RegistryRecord.Applied;
import dk.bypuls.events.registry.RegistryRecord.Changed;
import dk.bypuls.ingest.Havnstrup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryViewTest {

  private final List<Registry> adopted = new ArrayList<>();
  private final RegistryView view = new RegistryView(adopted::add);

  private static byte[] record(RegistryRecord record) {
    return Topics.REGISTRY.codec().encode(record);
  }

  private static byte[] change(long generation) {
    Entity source = Havnstrup.registry().source(Havnstrup.HTTP).orElseThrow();
    return record(
        new Changed(1, generation, EntityKind.SOURCE, Havnstrup.HTTP, generation, source));
  }

  @Test
  void readsAnEmptyTopicToItsEndAtOnce() {
    // When
    view.endsAt(0);

    // Then
    assertThat(view.isRead()).isTrue();
    assertThat(adopted).hasSize(1);
  }

  @Test
  void tellsNothingBeforeTheEnd() {
    // Given
    view.endsAt(4);
    view.accept(0, change(1));
    view.accept(1, record(new Applied(1, 1)));
    view.accept(2, change(2));
    assertThat(view.isRead()).isFalse();
    assertThat(adopted).isEmpty();

    // When
    view.accept(3, record(new Applied(1, 2)));

    // Then
    assertThat(view.isRead()).isTrue();
    assertThat(adopted).hasSize(1);
    assertThat(adopted.get(0).source(Havnstrup.HTTP)).isPresent();
  }

  @Test
  void waitsForTheEndToBeKnown() {
    // Given
    view.accept(0, change(1));
    view.accept(1, record(new Applied(1, 1)));
    assertThat(view.isRead()).isFalse();

    // When
    view.endsAt(2);

    // Then
    assertThat(view.isRead()).isTrue();
    assertThat(adopted).hasSize(1);
  }

  @Test
  void passesOverWhatItCannotRead() {
    // Given
    view.endsAt(1);

    // When
    view.accept(0, "from the future".getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(view.isRead()).isTrue();
    assertThat(view.progress()).contains("read to its end");
  }
}
