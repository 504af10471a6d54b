package dk.bypuls.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A few who ask one address again and again, each as soon as it is answered. */
final class Askers implements AutoCloseable {

  /** So many of one asker's questions may wait for history. */
  private static final int AT_ONCE = 16;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(AT_ONCE));

  /** The headers of one answer. */
  Map<String, String> headers(int port, String path) {
    CompletableFuture<Map<String, String>> headers = new CompletableFuture<>();
    vertx.runOnContext(
        start ->
            ask(port, path, Map.of())
                .compose(
                    answer ->
                        answer
                            .body()
                            .map(
                                body ->
                                    Map.of(
                                        "ETag", String.valueOf(answer.getHeader("ETag")),
                                        "Length", Integer.toString(body.length()))))
                .onSuccess(headers::complete)
                .onFailure(headers::completeExceptionally));
    return headers.join();
  }

  /** Asks so often, until all is answered; fails where something else is answered. */
  void ask(int port, String path, Map<String, String> headers, int expected, int count) {
    Round round = new Round(port, path, headers, expected, new AtomicInteger(count));
    CompletableFuture.allOf(
            IntStream.range(0, AT_ONCE)
                .mapToObj(i -> round.begin())
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private Future<HttpClientResponse> ask(int port, String path, Map<String, String> headers) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(
            request -> {
              headers.forEach(request::putHeader);
              return request.send();
            });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private final class Round {
    private final int port;
    private final String path;
    private final Map<String, String> headers;
    private final int expected;
    private final AtomicInteger left;

    Round(int port, String path, Map<String, String> headers, int expected, AtomicInteger left) {
      this.port = port;
      this.path = path;
      this.headers = headers;
      this.expected = expected;
      this.left = left;
    }

    CompletableFuture<Void> begin() {
      CompletableFuture<Void> over = new CompletableFuture<>();
      // On the event loop, so that no answer is over before somebody looks at it.
      vertx.runOnContext(start -> next(over));
      return over;
    }

    private void next(CompletableFuture<Void> over) {
      if (left.getAndDecrement() <= 0) {
        over.complete(null);
        return;
      }
      ask(port, path, headers)
          .compose(answer -> answer.end().map(end -> answer.statusCode()))
          .onFailure(over::completeExceptionally)
          .onSuccess(
              status -> {
                if (status == expected) {
                  next(over);
                } else {
                  over.completeExceptionally(
                      new IllegalStateException(path + " is answered with " + status));
                }
              });
    }
  }
}
