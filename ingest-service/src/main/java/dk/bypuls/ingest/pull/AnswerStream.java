package dk.bypuls.ingest.pull;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as it comes over the wire. The next piece is asked for when the last one
 * was read, so only one is ever held.
 */
final class AnswerStream extends InputStream {

  private final HttpClientResponse response;
  private final Context context;
  private final Deadline deadline;
  private final String host;
  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private byte[] current = {};
  private int at;
  private boolean ended;

  /** Begins to read. To be made where the answer arrived, before anything else happens there. */
  AnswerStream(HttpClientResponse response, Context context, Deadline deadline, String host) {
    this.response = response;
    this.context = context;
    this.deadline = deadline;
    this.host = host;
    response.pause();
    response.handler(buffer -> arrived.add(new Piece(buffer, false)));
    response.endHandler(end -> arrived.add(new Piece(null, false)));
    response.exceptionHandler(failure -> arrived.add(new Piece(null, true)));
    response.fetch(1);
  }

  private record Piece(@Nullable Buffer bytes, boolean broken) {}

  @Override
  public int read() throws IOException {
    return isMore() ? current[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!isMore()) {
      return -1;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, count);
    at += count;
    return count;
  }

  /** Waits for more: whoever unpacks takes nothing here for the end. */
  @Override
  public int available() throws IOException {
    return isMore() ? current.length - at : 0;
  }

  private boolean isMore() throws IOException {
    while (at == current.length && !ended) {
      Piece piece = next();
      if (piece.broken()) {
        throw PullException.of(Ending.UNREADABLE, host + " broke its answer off");
      }
      Buffer bytes = piece.bytes();
      ended = bytes == null;
      current = bytes == null ? new byte[0] : bytes.getBytes();
      at = 0;
      if (!ended) {
        context.runOnContext(run -> response.fetch(1));
      }
    }
    return at < current.length;
  }

  private Piece next() throws IOException {
    try {
      Piece piece = arrived.poll(deadline.leftNanos(), TimeUnit.NANOSECONDS);
      if (piece == null) {
        throw PullException.of(Ending.UNREACHABLE, host + " did not answer whole in time");
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
