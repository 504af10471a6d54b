package dk.bypuls.adversary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The open side of a running city, over HTTP. */
public final class HttpDoor implements Door {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LISTENING = Duration.ofSeconds(1);
  private static final Set<Integer> BUSY = Set.of(429, 503);
  private static final int ATTEMPTS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  public HttpDoor(URI base) {
    this.base = base;
  }

  @Override
  public Reply ask(String path) {
    Reply reply = once(path);
    for (int attempt = 1; BUSY.contains(reply.status()) && attempt < ATTEMPTS; attempt++) {
      pause();
      reply = once(path);
    }
    return reply;
  }

  private Reply once(String path) {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
    try {
      long began = System.nanoTime();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Map<String, List<String>> headers = response.headers().map();
      return new Reply(response.statusCode(), headers, response.body(), took);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask " + request.uri(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }

  @Override
  public List<Heard> listen(String path, @Nullable String since) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/event-stream");
    if (since != null) {
      request.header("Last-Event-ID", since);
    }
    List<Heard> heard = new CopyOnWriteArrayList<>();
    CompletableFuture<HttpResponse<Stream<String>>> response =
        http.sendAsync(request.build(), BodyHandlers.ofLines());
    CompletableFuture<Void> reading = response.thenAcceptAsync(open -> read(open, heard));
    try {
      reading.get(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException goesOn) {
      var unused = response.thenAccept(open -> open.body().close());
      response.cancel(true);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot listen to " + path, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return List.copyOf(heard);
  }

  private static void read(HttpResponse<Stream<String>> open, List<Heard> heard) {
    String[] id = {""};
    try (Stream<String> lines = open.body()) {
      lines.forEach(
          line -> {
            if (line.startsWith("id:")) {
              id[0] = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
              heard.add(new Heard(id[0], line.substring(5).strip()));
            }
          });
    } catch (UncheckedIOException closed) {
      // Enough was heard.
    }
  }
}
