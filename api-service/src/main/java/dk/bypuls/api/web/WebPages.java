package dk.bypuls.api.web;

import dk.bypuls.api.answer.OpenHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out the web's pages. A page is asked for anew each time; what it is made of has its hash in
 * its name and comes from the service's files.
 */
@ApplicationScoped
public class WebPages {

  /** Before the service's files, which have the same pages without what protects them. */
  private static final int BEFORE_FILES = -1;

  /** Nothing from elsewhere, nothing inline; a map's drawing is a worker of our own. */
  private static final String MAY_LOAD =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final char QUOTE = '"';

  private final Map<String, Built> built = new ConcurrentHashMap<>();

  void register(@Observes Router router) {
    for (WebPage page : WebPage.ALL) {
      for (String path : page.routes()) {
        router
            .route(path)
            .method(HttpMethod.GET)
            .method(HttpMethod.HEAD)
            .order(BEFORE_FILES)
            .handler(request -> send(request, page));
      }
    }
  }

  /** Answers with that page. */
  public void send(RoutingContext request, WebPage page) {
    Built found = built.computeIfAbsent(page.file(), Built::read);
    String tag = OpenHeaders.letBePacked(request).tagged(found.tag);
    request
        .response()
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Security-Policy", MAY_LOAD)
        .putHeader("Vary", "Accept, Accept-Encoding")
        .putHeader("ETag", QUOTE + tag + QUOTE);
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), found.tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", "text/html; charset=utf-8").end(found.page);
    }
  }

  private record Built(Buffer page, String tag) {

    private static Built read(String file) {
      try (InputStream in = WebPages.class.getResourceAsStream("/META-INF/resources/" + file)) {
        if (in == null) {
          throw new IOException(file + " was not built: build api-service with its web pages");
        }
        Buffer page = Buffer.buffer(in.readAllBytes());
        return new Built(page, OpenHeaders.tag("page", page.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
