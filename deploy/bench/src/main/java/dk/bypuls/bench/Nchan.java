package dk.bypuls.bench;

import dk.bypuls.events.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One worker of nginx with nchan, which is told of each window by a request of its own. */
final class Nchan implements AutoCloseable {

  private static final String MODULE = "ngx_nchan_module.so";
  private static final String SERVER =
      """
      location = /publish {
        nchan_publisher http; nchan_channel_id bench; nchan_message_buffer_length 10;
      }
      location = / {
        nchan_subscriber eventsource; nchan_channel_id bench; nchan_eventsource_event window;
        nchan_subscriber_first_message newest;
      }
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Nginx.Running nginx;

  private Nchan(Nginx.Running nginx) {
    this.nginx = nginx;
  }

  /** Starts one for so many who listen, where this machine has it. */
  static @Nullable Nchan find(int connections) {
    Optional<Nginx> nginx = Nginx.find();
    Optional<Path> module = nginx.flatMap(program -> program.module(MODULE));
    if (nginx.isEmpty() || module.isEmpty()) {
      return null;
    }
    try {
      Path folder = Files.createTempDirectory("bypuls-nchan");
      return new Nchan(nginx.get().start(folder, List.of(module.get()), connections, SERVER));
    } catch (IOException e) {
      throw new UncheckedIOException("nchan has no folder to run in", e);
    }
  }

  FanOut fanOut() {
    return new FanOut(nginx.measured(), nginx.port(), "/", 0, this::publish);
  }

  private void publish(Window window) {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nginx.port() + "/publish"))
            .POST(HttpRequest.BodyPublishers.ofString(BenchWindow.json(window)))
            .build();
    var unused = http.sendAsync(post, HttpResponse.BodyHandlers.discarding());
  }

  @Override
  public void close() {
    nginx.close();
  }
}
