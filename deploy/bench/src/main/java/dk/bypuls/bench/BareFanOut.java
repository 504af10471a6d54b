package dk.bypuls.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The least that telling many could cost: a server that writes each line it hears to all. */
final class BareFanOut {

  private static final List<Loop> LOOPS = new CopyOnWriteArrayList<>();

  private BareFanOut() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    Vertx.vertx()
        .deployVerticle(
            () -> new Loop(port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Buffer frame = Buffer.buffer("event: window\nid: bench\ndata: " + line + "\n\n");
      LOOPS.forEach(loop -> loop.tell(frame));
    }
    System.exit(0);
  }

  /** Who is served by one event loop. */
  private static final class Loop extends AbstractVerticle {
    private final int port;
    private final Set<HttpServerResponse> listening = new LinkedHashSet<>();

    Loop(int port) {
      this.port = port;
      LOOPS.add(this);
    }

    void tell(Buffer frame) {
      context.runOnContext(now -> listening.forEach(each -> each.write(frame)));
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          .requestHandler(
              request -> {
                HttpServerResponse response = request.response().setChunked(true);
                response.putHeader("Content-Type", "text/event-stream").write(":\n\n");
                response.closeHandler(gone -> listening.remove(response));
                listening.add(response);
              })
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
