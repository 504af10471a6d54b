package dk.bypuls.api.open;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who listens to live, as a browser does. */
final class LiveClient implements AutoCloseable {

  /** One event. */
  record Event(String name, @Nullable String id, String data) {}

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final InputStream stream;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile @Nullable String lastId;
  private volatile boolean ended;

  LiveClient(int port, String query, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    this(port, query, lastEventId, null);
  }

  /** Somebody who was invited. */
  LiveClient(int port, String query, @Nullable String lastEventId, @Nullable String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/live" + query))
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    stream = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body();
    thread = new Thread(this::read, "test-live-client");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = "message";
      String id = null;
      String data = null;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty()) {
          if (data != null) {
            lastId = id == null ? lastId : id;
            events.add(new Event(name, id, data));
          }
          name = "message";
          id = null;
          data = null;
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (IOException closed) {
      // As when the service or the test ends the connection.
    }
    ended = true;
  }

  /** Whether the service ended the connection. */
  boolean hasEnded() {
    return ended;
  }

  @Nullable String lastId() {
    return lastId;
  }

  /** The next event. */
  Event next() throws InterruptedException {
    Event event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (event == null) {
      throw new AssertionError("nothing was told for " + PATIENCE);
    }
    return event;
  }

  /** All events up to the first that is as wanted. */
  List<Event> until(Predicate<Event> wanted) throws InterruptedException {
    List<Event> told = new ArrayList<>();
    do {
      told.add(next());
    } while (!wanted.test(told.get(told.size() - 1)));
    return told;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    thread.interrupt();
  }
}
