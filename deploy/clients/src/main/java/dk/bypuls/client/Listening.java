package dk.bypuls.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that hears what happens, on a thread of its own. */
public final class Listening implements AutoCloseable {

  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(2);

  private final Connect connect;
  private final Consumer<Event> each;
  private final Thread thread = new Thread(this::listen, "bypuls-live");
  private volatile boolean closed;
  private volatile @Nullable BypulsException refusal;
  private volatile @Nullable InputStream stream;
  private @Nullable String lastId;

  Listening(Connect connect, Consumer<Event> each) {
    this.connect = connect;
    this.each = each;
    this.stream = first();
    thread.setDaemon(true);
    thread.start();
  }

  /** A question that is refused is refused to who asks; a city that is away may come back. */
  private @Nullable InputStream first() {
    try {
      return open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BypulsException("interrupted", e);
    }
  }

  /** The connection, if there is one now. */
  private @Nullable InputStream open() throws InterruptedException {
    try {
      return connect.after(lastId);
    } catch (IOException broken) {
      return null;
    } catch (BypulsException refused) {
      if (refused.mayPass()) {
        return null;
      }
      throw refused;
    }
  }

  /** Why it ended by itself: the question is refused by now, as of a dataset that is gone. */
  public Optional<BypulsException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Something that was told.
   *
   * @param name such as {@code window}; the contract of live lists all
   * @param data JSON; {@link Bypuls#read} makes of it what it is
   */
  public record Event(String name, String data) {}

  /** Connects, to go on after that id. */
  interface Connect {
    InputStream after(@Nullable String lastId) throws IOException, InterruptedException;
  }

  private void listen() {
    try {
      while (!closed) {
        hearOut();
        Thread.sleep(BEFORE_NEXT_TRY.toMillis());
        comeBack();
      }
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  private void comeBack() throws InterruptedException {
    try {
      stream = closed ? null : open();
    } catch (BypulsException refused) {
      refusal = refused;
      closed = true;
    }
  }

  private void hearOut() {
    try (InputStream opened = stream) {
      if (opened != null) {
        hear(new BufferedReader(new InputStreamReader(opened, StandardCharsets.UTF_8)));
      }
    } catch (IOException broken) {
      // It comes back.
    }
  }

  private void hear(BufferedReader lines) throws IOException {
    String name = "message";
    String id = null;
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      if (line.isEmpty()) {
        name = "message";
        id = null;
      } else if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("data: ")) {
        each.accept(new Event(name, line.substring("data: ".length())));
        // Only what was worked on is behind us.
        lastId = id == null ? lastId : id;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try (InputStream opened = stream) {
      // Closing ends the read.
    } catch (IOException alreadyBroken) {
      // It is gone as it should be.
    }
  }
}
