package dk.bypuls.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of the live feed that remembers all it saw. */
final class LiveFeed implements AutoCloseable {

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<HttpResponse<Stream<String>>> response;
  private final CompletableFuture<Void> reading;
  private volatile boolean closed;

  LiveFeed(URI uri, @Nullable String lastEventId) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    response = HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofLines());
    reading = response.thenAcceptAsync(this::read);
  }

  /** One event of the stream. */
  record Event(String type, String id, String data) {}

  List<Event> events() {
    return List.copyOf(events);
  }

  /** The window lines that contain all of these. */
  List<String> windows(String... parts) {
    return events.stream()
        .filter(event -> event.type().equals("window"))
        .map(Event::data)
        .filter(data -> Stream.of(parts).allMatch(data::contains))
        .toList();
  }

  private void read(HttpResponse<Stream<String>> open) {
    String[] fields = {"message", "", ""};
    try (Stream<String> lines = open.body()) {
      lines.takeWhile(line -> !closed).forEach(line -> take(line, fields));
    }
  }

  private void take(String line, String[] fields) {
    if (line.isEmpty()) {
      if (!fields[2].isEmpty()) {
        events.add(new Event(fields[0], fields[1], fields[2]));
      }
      fields[0] = "message";
      fields[2] = "";
    } else if (line.startsWith("event:")) {
      fields[0] = line.substring(6).strip();
    } else if (line.startsWith("id:")) {
      fields[1] = line.substring(3).strip();
    } else if (line.startsWith("data:")) {
      fields[2] += line.substring(5).stripLeading();
    }
  }

  @Override
  public void close() {
    closed = true;
    response.cancel(true);
    reading.cancel(true);
  }
}
