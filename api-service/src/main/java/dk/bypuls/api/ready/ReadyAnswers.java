package dk.bypuls.api.ready;

import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.request.DatasetPath;
import dk.bypuls.api.request.Given;
import dk.bypuls.api.usage.Usage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Answers about public datasets, as they were given a moment ago. */
@Singleton
public class ReadyAnswers {

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final ReadyStore store;
  private final Usage usage;

  ReadyAnswers(RegistryView registry, Usage usage, ReadyLimits limits) {
    this.store = new ReadyStore(registry::current, limits.bytes(), System::nanoTime);
    this.usage = usage;
  }

  /**
   * Has the answer kept that the request is about to be given, with the head that it is given.
   *
   * @param tag its own, without how it is packed
   * @param body absent where it is not at hand
   */
  public void offer(RoutingContext request, Made made, String tag, @Nullable Buffer body) {
    DatasetPath path = DatasetPath.of(request);
    if (path != null
        && made.dataset().isPublic()
        && request.request().method().equals(HttpMethod.GET)) {
      request.addHeadersEndHandler(begun -> keep(request, path, made, tag, body));
    }
  }

  private void keep(
      RoutingContext request, DatasetPath path, Made made, String tag, @Nullable Buffer body) {
    HttpServerResponse response = request.response();
    int status = response.getStatusCode();
    if (status != OK && status != NOT_MODIFIED) {
      return;
    }
    // What its head would say of a body is not said where none is given.
    Buffer given = status == OK ? body : null;
    usage
        .reading(
            path,
            response.headers().get(HttpHeaders.CONTENT_TYPE),
            request.request().getParam("format"))
        .map(
            reading ->
                ReadyAnswer.of(response.headers(), tag, given, Given.rowsOf(request), reading))
        .ifPresent(answer -> store.keep(Asked.of(request.request()), made, answer));
  }

  /** The answer to a request, if it is still what would be answered. */
  @Nullable ReadyAnswer find(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) ? store.find(Asked.of(request)) : null;
  }
}
