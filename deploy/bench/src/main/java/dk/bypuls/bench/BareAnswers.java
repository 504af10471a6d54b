package dk.bypuls.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The least that answering could cost: so many bytes as the path says, 304 where it says none. */
final class BareAnswers {

  private BareAnswers() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int bytes = Integer.parseInt(args[1]);
    Vertx.vertx()
        .deployVerticle(
            () -> new Loop(port, bytes),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    System.out.println("ready");
    System.exit(System.in.read() < 0 ? 0 : 1);
  }

  private static final class Loop extends AbstractVerticle {
    private final int port;
    private final Buffer body;

    Loop(int port, int bytes) {
      this.port = port;
      this.body = Buffer.buffer(new byte[bytes]);
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          .requestHandler(
              request -> {
                if (request.path().equals("/none")) {
                  request.response().setStatusCode(304).end();
                } else {
                  request.response().end(body);
                }
              })
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
