package dk.bypuls.api.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.notice.Notice;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Cell;
import dk.bypuls.events.PastWindow;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LiveStateTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Window WINDOW =
      new Window(
          "havnstrup-air",
          new Cell.SensorCell("havnstrup-torvet", "havnstrup-air-01"),
          Quantities.of("air-temperature"),
          Resolution.PT1M,
          NOON,
          NOON.plusSeconds(60),
          Window.Status.COMPLETE,
          1,
          NOON.plusSeconds(120),
          0,
          0,
          OptionalInt.empty(),
          0,
          Statistics.NONE,
          null);

  private final LiveState state =
      new LiveState(new RegistryView(), 16, new Position("topic", new long[6]));

  @Test
  void passesOverAWindowOfThePastThatAJobTells() {
    // When
    state.accept(List.of(told(0, new PastWindow("job", WINDOW))));

    // Then it is no event and not the newest of its silent series, and reading went on behind it
    assertThat(state.recent().next()).isZero();
    assertThat(state.<Integer>read((latest, position) -> latest.windows().size())).isZero();
    assertThat(state.position().next(2)).isEqualTo(1);
  }

  @Test
  void takesTheSameWindowAsNewsWhenItIsTold() {
    // When
    state.accept(List.of(told(0, WINDOW)));

    // Then
    assertThat(state.<Integer>read((latest, position) -> latest.windows().size())).isEqualTo(1);
  }

  @Test
  void goesOnBehindANoticeThatWasHeard() {
    // Given one that came after the end of a transaction, which is no record
    state.accept(List.of(told(0, WINDOW)));
    state.reached(2, 2);
    state.tell(
        new Notice(
            "urn:bypuls:notice:havnstrup-air:licence:1",
            Notice.Kind.LICENCE,
            "havnstrup-air",
            NOON,
            new Text("anden licens", "another licence"),
            new Text("CC0-1.0", "CC0-1.0")));
    LiveEvent heard = Objects.requireNonNull(state.recent().get(0));

    // When
    Position resumed = Position.parse(Objects.requireNonNull(heard.told().id())).orElseThrow();

    // Then
    assertThat(state.recent().firstAfter(resumed)).isEqualTo(1);
    assertThat(state.recent().reachBackTo(resumed)).isTrue();
  }

  private static ConsumerRecord<byte[], byte[]> told(long offset, WindowEvent event) {
    return new ConsumerRecord<>(
        Topics.WINDOWS.name(),
        2,
        offset,
        "havnstrup-air-01".getBytes(UTF_8),
        Topics.WINDOWS.codec().encode(event));
  }
}
