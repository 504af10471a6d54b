package dk.bypuls.api.answer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Sends a text as fast as its client takes it, and gives up on one that takes nothing. */
public final class Chunks {

  /** Enough to fill a packet train, little enough to be held for each of many clients. */
  private static final int CHARACTERS = 32 * 1024;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final WindowsText text;
  private final Duration patience;
  private final Runnable atEnd;
  private long impatience = -1;
  private boolean over;

  /**
   * A sending that has not begun.
   *
   * @param patience how long a client may take nothing
   * @param atEnd called once, however it ends
   */
  public Chunks(
      Vertx vertx,
      HttpServerResponse response,
      WindowsText text,
      Duration patience,
      Runnable atEnd) {
    this.vertx = vertx;
    this.response = response;
    this.text = text;
    this.patience = patience;
    this.atEnd = atEnd;
  }

  /** Sends it; on the event loop of the response. */
  public void send() {
    if (response.closed()) {
      over();
      return;
    }
    response.exceptionHandler(broken -> over()).closeHandler(closed -> over());
    String first = text.next(CHARACTERS);
    if (text.isFinished()) {
      response.end(first);
      over();
      return;
    }
    response.setChunked(true).drainHandler(drained -> more());
    response.write(first);
    more();
  }

  private void more() {
    vertx.cancelTimer(impatience);
    while (!over && !response.writeQueueFull()) {
      Buffer piece = Buffer.buffer(text.next(CHARACTERS));
      if (text.isFinished()) {
        response.end(piece);
        over();
        return;
      }
      response.write(piece);
    }
    impatience = vertx.setTimer(patience.toMillis(), timer -> giveUp());
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
}
