package dk.bypuls.api.answer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends pieces as fast as their client takes them, and gives up on one that takes nothing.
 *
 * <p>The next piece is made when there is room for it, so a slow client holds a few pieces and
 * nothing else.
 */
public final class Sending {

  private static final int BYTES_ON_THEIR_WAY = 256 * 1024;

  private final Vertx vertx;
  private final Context loop;
  private final HttpServerResponse response;
  private final Supplier<Future<Piece>> next;
  private final Function<Throwable, byte[]> broken;
  private final Duration patience;
  private final Runnable atEnd;
  private long impatience = -1;
  private boolean making;
  private boolean over;

  /**
   * A sending that has not begun.
   *
   * @param next makes the next piece, elsewhere
   * @param broken the last piece of an answer that cannot go on
   * @param patience how long a client may take nothing
   * @param atEnd called once, however it ends
   */
  public Sending(
      Vertx vertx,
      HttpServerResponse response,
      Supplier<Future<Piece>> next,
      Function<Throwable, byte[]> broken,
      Duration patience,
      Runnable atEnd) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.response = response;
    this.next = next;
    this.broken = broken;
    this.patience = patience;
    this.atEnd = atEnd;
  }

  /** Sends the first piece and what follows; on the event loop of the response. */
  public void send(Piece first) {
    if (response.closed()) {
      over();
      return;
    }
    response.exceptionHandler(failure -> over()).closeHandler(closed -> over());
    if (first.isLast()) {
      response.end(first.bytes());
      over();
      return;
    }
    response
        // Unless it was said how long it is.
        .setChunked(!response.headers().contains("Content-Length"))
        .setWriteQueueMaxSize(BYTES_ON_THEIR_WAY)
        .drainHandler(drained -> more());
    moreWhileWriting(first);
  }

  /**
   * The next piece is made while this one is written, which the operating system takes time for.
   */
  private void moreWhileWriting(Piece piece) {
    more();
    response.write(piece.bytes());
  }

  private void more() {
    vertx.cancelTimer(impatience);
    if (over || making) {
      return;
    }
    if (response.writeQueueFull()) {
      impatience = vertx.setTimer(patience.toMillis(), timer -> giveUp());
      return;
    }
    making = true;
    next.get()
        .onComplete(
            made ->
                loop.runOnContext(
                    turn -> {
                      making = false;
                      if (made.failed()) {
                        breakOff(made.cause());
                      } else {
                        write(made.result());
                      }
                    }));
  }

  private void write(Piece piece) {
    if (over) {
      return;
    }
    if (piece.isLast()) {
      response.end(piece.bytes());
      over();
      return;
    }
    moreWhileWriting(piece);
  }

  /**
   * Says why, and leaves the answer without its end: no program and no cache takes it for whole.
   */
  private void breakOff(Throwable failure) {
    if (!over) {
      response.write(Buffer.buffer(broken.apply(failure))).onComplete(written -> response.reset());
      over();
    }
  }

  private void giveUp() {
    response.reset();
    over();
  }

  private void over() {
    if (!over) {
      over = true;
      vertx.cancelTimer(impatience);
      atEnd.run();
    }
  }

  /** Some bytes of an answer. */
  public record Piece(Buffer bytes, boolean isLast) {}
}
