package dk.bypuls.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A sender of messages by HTTP. */
final class Poster {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Posts a message; that number is its id and a value. Answers the status. */
  CompletableFuture<Integer> post(int port, String path, Instant time, int number) {
    String body =
        """
        {"device":"%s","time":"%s","id":"m%d","object":{"temperature":21.5,"pm25":%d}}"""
            .formatted(BenchRegistry.PLAIN, time, number, number);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + BenchRegistry.TOKEN)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }
}
