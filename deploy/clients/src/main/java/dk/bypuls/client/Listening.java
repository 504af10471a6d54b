package dk.bypuls.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that hears what happens, on a thread of its own. */
public final class Listening implements AutoCloseable {

  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(2);

  /** Three times as long as the service is ever silent. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private final Connect connect;
  private final Consumer<Event> each;
  private final Duration longestSilence;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "bypuls-live");
  private volatile boolean closed;
  private volatile boolean working;
  private volatile long heardNanos;
  private volatile @Nullable InputStream stream;
  private @Nullable String lastId;

  Listening(Connect connect, Consumer<Event> each) {
    this(connect, each, LONGEST_SILENCE);
  }

  Listening(Connect connect, Consumer<Event> each, Duration longestSilence) {
    this.connect = connect;
    this.each = each;
    this.longestSilence = longestSilence;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Something that was told.
   *
   * @param name such as {@code window}; the contract of live lists all
   * @param id where to go on from, in another process too ({@code lastEventId}); absent where
   *     nothing goes on from it
   * @param data JSON; {@link Bypuls#read} makes of it what it is
   */
  public record Event(String name, @Nullable String id, String data) {}

  /** Connects, to go on after that id. */
  interface Connect {
    /**
     * What is told from there on.
     *
     * @throws BypulsException where to ask again would not help
     */
    InputStream after(@Nullable String lastId) throws IOException, InterruptedException;
  }

  /**
   * Completes when it is over: in the ordinary way when it was closed, else with what ended it,
   * such as a refusal ({@link BypulsException}) whose message says what to do.
   */
  public CompletableFuture<@Nullable Void> ended() {
    return ended.copy();
  }

  private void run() {
    try {
      listen();
      ended.complete(null);
    } catch (RuntimeException over) {
      ended.completeExceptionally(over);
      // Whoever does not ask how it ended sees it nevertheless.
      throw over;
    }
  }

  private void listen() {
    while (!closed) {
      try (InputStream opened = connect.after(lastId)) {
        stream = opened;
        heardNanos = System.nanoTime();
        watch(opened);
        hear(new BufferedReader(new InputStreamReader(opened, StandardCharsets.UTF_8)));
      } catch (IOException broken) {
        // Below: it comes back.
      } catch (InterruptedException stop) {
        return;
      } finally {
        stream = null;
      }
      pause();
    }
  }

  private void hear(BufferedReader lines) throws IOException {
    String name = "message";
    String id = null;
    String data = null;
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      heardNanos = System.nanoTime();
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty()) {
        tell(name, id, data);
        name = "message";
        id = null;
        data = null;
      }
    }
  }

  private void tell(String name, @Nullable String id, @Nullable String data) {
    if (data != null) {
      working = true;
      each.accept(new Event(name, id, data));
      heardNanos = System.nanoTime();
      working = false;
    }
    // Only what was worked on is behind us.
    lastId = id == null ? lastId : id;
  }

  /** Ends the wait for a line where nothing is heard any more: such a connection is one in name. */
  private void watch(InputStream opened) {
    long silent = working ? 0 : System.nanoTime() - heardNanos;
    if (silent >= longestSilence.toNanos()) {
      hangUp(opened);
    } else if (opened.equals(stream)) {
      CompletableFuture.delayedExecutor(longestSilence.toNanos() - silent, TimeUnit.NANOSECONDS)
          .execute(() -> watch(opened));
    }
  }

  private void pause() {
    try {
      if (!closed) {
        Thread.sleep(BEFORE_NEXT_TRY.toMillis());
      }
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    InputStream opened = stream;
    if (opened != null) {
      hangUp(opened);
    }
  }

  /** Closing ends the read. */
  private static void hangUp(InputStream opened) {
    try {
      opened.close();
    } catch (IOException alreadyBroken) {
      // It is gone as it should be.
    }
  }
}
