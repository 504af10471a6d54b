package dk.bypuls.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the open side may ask the registry's database: a few at a time, so that whatever is sent
 * in, those who run the installation get through to it (I8, I10).
 */
@ApplicationScoped
public class OpenDesk {

  /** Of the eight connections that there are. */
  private static final int AT_ONCE = 4;

  private static final int LARGEST_BODY = 16 * 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Semaphore places = new Semaphore(AT_ONCE);

  /** What is done about a submission that was read; it may wait for the database. */
  @FunctionalInterface
  public interface Taking {
    Callable<Made> take(RoutingContext request, Submission submission);
  }

  /**
   * What came of a submission.
   *
   * @param location where it can be seen, if it can
   */
  public record Made(JsonNode body, @Nullable String location) {}

  /** Takes small JSON objects that are posted to that path. */
  public void take(Router router, String path, Taking taking) {
    router
        .post(path)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(OpenDesk::demandJson)
        .handler(request -> take(request, taking));
  }

  private static void demandJson(RoutingContext request) {
    String type = request.request().getHeader("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw Problem.of(415, "Send JSON, with the header \"Content-Type: application/json\".")
          .asException();
    }
    request.next();
  }

  private void take(RoutingContext request, Taking taking) {
    Buffer body = request.body().buffer();
    Submission submission = Submission.read(body == null ? new byte[0] : body.getBytes());
    answer(request, taking.take(request, submission), made -> created(request, made));
  }

  private static void created(RoutingContext request, Made made) {
    if (made.location() != null) {
      request.response().putHeader("Location", made.location());
    }
    request.response().setStatusCode(201);
    send(request, made.body());
  }

  /** Sends what is for this one reader and at this moment. */
  public static void send(RoutingContext request, JsonNode body) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toString());
  }

  /** Has work done that may wait for the database, or refuses it at once. */
  public <A> void answer(RoutingContext request, Callable<A> work, Consumer<A> send) {
    if (!places.tryAcquire()) {
      throw Problem.unavailable(
              "Too many ask for this at the moment. Try again in two seconds.", RETRY_AFTER)
          .asException();
    }
    Callable<A> held =
        () -> {
          try {
            return work.call();
          } finally {
            places.release();
          }
        };
    request
        .vertx()
        .executeBlocking(held, false)
        .onSuccess(send::accept)
        .onFailure(failure -> Problems.send(request, Problems.of(failure)));
  }
}
