package dk.bypuls.api.open;

import dk.bypuls.api.contract.InnerAnswers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Somebody who listens to live, as a browser does. */
final class LiveClient extends Heard {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpClient.Version version;
  private final InputStream stream;
  private final Thread thread;

  LiveClient(int port, String query, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    this(port, query, lastEventId, null);
  }

  /** Somebody who was invited. */
  LiveClient(int port, String query, @Nullable String lastEventId, @Nullable String key)
      throws IOException, InterruptedException {
    this(HTTP, "http://127.0.0.1:" + port + "/v1/live" + query, lastEventId, key);
  }

  /** Somebody who listens there, in the version of HTTP that the client prefers. */
  LiveClient(HttpClient http, String address, @Nullable String lastEventId, @Nullable String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    InnerAnswers.begun(answer);
    version = answer.version();
    stream = answer.body();
    thread = new Thread(this::read, "test-live-client");
    thread.setDaemon(true);
    thread.start();
  }

  /** The version of HTTP that it is told in. */
  HttpClient.Version version() {
    return version;
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
            take(new Event(name, id, data));
          } else if (id != null) {
            isAt(id);
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
    end();
  }

  @Override
  public void close() throws IOException {
    stream.close();
    thread.interrupt();
  }
}
