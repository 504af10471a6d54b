package dk.bypuls.api.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenSurfaceTest {

  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void namesARouteThatNobodyListed() {
    // Given
    Router router = Router.router(VERTX);
    router.get("/v1/datasets/:dataset/windows").handler(request -> {});
    router.get("/admin/v1/things").handler(request -> {});
    router.route("/v1/*").handler(request -> {});
    router.route().handler(request -> {});

    // When
    router.get("/v1/datasets/:dataset/secrets").handler(request -> {});
    router.getWithRegex("/exports/.*").handler(request -> {});

    // Then
    assertThat(RouteCheck.unlisted(router))
        .containsExactly("/v1/datasets/:dataset/secrets", "/exports/.*");
  }

  @Test
  void asksAboutTheDataset() {
    assertThat(OpenSurface.all())
        .filteredOn(surface -> surface.name().equals("windows"))
        .flatExtracting(surface -> surface.asks("town-air"))
        .hasSize(45)
        .allMatch(ask -> String.valueOf(ask).startsWith("/v1/datasets/town-air/windows?"));
  }
}
