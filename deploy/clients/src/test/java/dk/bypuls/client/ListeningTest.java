package dk.bypuls.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.client.Listening.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListeningTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final int PATIENCE = 60;

  private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  @Test
  void goesOnFromTheLastIdAfterABrokenConnection() throws Exception {
    // Given
    Listening.Connect breaks =
        lastId -> {
          asked.add(String.valueOf(lastId));
          return stream("event: window\nid: a" + asked.size() + "\ndata: {}\n\n");
        };

    // When
    try (Listening live = new Listening(breaks, heard::add, NEVER)) {
      next(heard);
      next(heard);

      // Then
      assertThat(live.ended()).isNotDone();
    }
    assertThat(List.of(next(asked), next(asked))).containsExactly("null", "a1");
  }

  @Test
  void tellsTheIdOfEachEvent() throws Exception {
    // When
    try (Listening live =
        new Listening(
            lastId ->
                stream(
                    "retry: 2000\n\n:\n\nevent: window\ndata: 1\n\nevent: reset\nid: b\ndata: 2\n\n"),
            heard::add,
            NEVER)) {

      // Then
      assertThat(next(heard)).isEqualTo(new Event("window", null, "1"));
      assertThat(next(heard)).isEqualTo(new Event("reset", "b", "2"));
    }
  }

  @Test
  void endsWhereItIsRefusedAndSaysWhatToDo() {
    // When
    Listening live =
        new Listening(
            lastId -> {
              throw new BypulsException(400, "Did you mean dataset?");
            },
            heard::add,
            NEVER);

    // Then
    assertThatThrownBy(() -> live.ended().get(PATIENCE, TimeUnit.SECONDS))
        .hasCauseInstanceOf(BypulsException.class)
        .hasMessageContaining("Did you mean dataset?");
  }

  @Test
  void comesBackWhereNothingIsHeardAnyMore() throws Exception {
    // Given a connection that is one in name only
    PipedOutputStream silent = new PipedOutputStream();
    Listening.Connect connect =
        lastId -> {
          asked.add(String.valueOf(lastId));
          return asked.size() == 1
              ? new Waiting(silent)
              : stream("event: window\nid: c\ndata: {}\n\n");
        };

    // When
    try (Listening live = new Listening(connect, heard::add, Duration.ofMillis(200))) {

      // Then
      assertThat(next(heard).id()).isEqualTo("c");
      assertThat(live.ended()).isNotDone();
    }
  }

  @Test
  void isOverWhenItIsClosed() throws Exception {
    // Given
    Listening live =
        new Listening(lastId -> new Waiting(new PipedOutputStream()), heard::add, NEVER);

    // When
    live.close();

    // Then
    assertThat(live.ended().get(PATIENCE, TimeUnit.SECONDS)).isNull();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  /** Says nothing until it is closed, as a socket does. */
  private static final class Waiting extends PipedInputStream {
    private final PipedOutputStream other;

    Waiting(PipedOutputStream other) throws IOException {
      super(other);
      this.other = other;
    }

    @Override
    public void close() throws IOException {
      // A reader of a pipe wakes when there is no writer any more.
      other.close();
      super.close();
    }
  }
}
