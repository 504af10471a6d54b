package dk.bypuls.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests at a steady rate, whatever is answered, from an address of its own. Each goes over a
 * connection on which nothing else waits, so that how long its answer takes is not how long another
 * takes.
 */
final class Flood implements AutoCloseable {

  /** Another asker than whoever else is on this machine. */
  private static final String FROM = "127.0.0.9";

  private static final int MOST_CONNECTIONS = 1_000;
  private static final long TICK_MILLIS = 10;
  private static final int FIRST_REFUSAL = 400;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_1_1)
              .setLocalAddress(FROM)
              .setMaxPoolSize(MOST_CONNECTIONS));
  private final int port;
  private final String path;
  private final double perSecond;
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final Map<String, Queue<Double>> refusals = new ConcurrentHashMap<>();
  private final long began = System.nanoTime();
  private long asked;
  private volatile boolean ended;

  Flood(int port, String path, double perSecond) {
    this.port = port;
    this.path = path;
    this.perSecond = perSecond;
    vertx.setPeriodic(TICK_MILLIS, tick -> askAllThatAreDue());
  }

  /** What the machine had no time for in one tick comes in the next. */
  private void askAllThatAreDue() {
    double due = (System.nanoTime() - began) / 1e9 * perSecond;
    while (asked < due && !ended) {
      asked++;
      ask();
    }
  }

  private void ask() {
    long sent = System.nanoTime();
    client
        .request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(request -> request.send())
        .compose(answer -> whole(answer, sent))
        .onFailure(broken -> count("broken"));
  }

  private Future<Void> whole(HttpClientResponse answer, long sent) {
    int status = answer.statusCode();
    count(Integer.toString(status));
    if (status >= FIRST_REFUSAL) {
      refusals
          .computeIfAbsent(Integer.toString(status), key -> new ConcurrentLinkedQueue<>())
          .add((System.nanoTime() - sent) / 1e6);
    }
    return answer.end();
  }

  private void count(String what) {
    if (!ended) {
      answers.computeIfAbsent(what, key -> new LongAdder()).increment();
    }
  }

  /** How many answers had each status. */
  Map<String, Long> answers() {
    Map<String, Long> counts = new TreeMap<>();
    answers.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** How many milliseconds each refusal took, by its status. */
  Map<String, List<Double>> refusals() {
    Map<String, List<Double>> took = new TreeMap<>();
    refusals.forEach((status, each) -> took.put(status, List.copyOf(each)));
    return took;
  }

  @Override
  public void close() {
    ended = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
