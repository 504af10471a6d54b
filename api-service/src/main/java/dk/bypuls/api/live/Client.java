package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection that listens. It keeps no queue of its own: it knows up to which event it has been
 * told, and takes the next when its socket has room.
 *
 * <p>Only ever touched on its event loop.
 */
final class Client {

  private static final int PIECE_BYTES = 64 * 1024;

  private final HttpServerResponse response;
  private final LiveFilter filter;
  private final Runnable disconnect;
  private @Nullable LiveState state;
  private @Nullable Iterator<byte[]> opening;
  private @Nullable Position reader;
  private long next;
  private long lastRoomMillis;
  private @Nullable CompletableFuture<@Nullable Void> whenRoom;
  private boolean closed;

  Client(HttpServerResponse response, LiveFilter filter, Runnable disconnect, long nowMillis) {
    this.response = response;
    this.filter = filter;
    this.disconnect = disconnect;
    this.lastRoomMillis = nowMillis;
  }

  LiveFilter filter() {
    return filter;
  }

  /** Begins with the newest window of every series, then goes on. */
  void open(LiveState from, Opening newest) {
    if (closed) {
      return;
    }
    state = from;
    opening = newest.frames().iterator();
    next = newest.next();
    reader = null;
  }

  /** Goes on from where a reader was. */
  void join(LiveState from, Position where) {
    if (closed) {
      return;
    }
    state = from;
    opening = null;
    next = from.recent().firstAfter(where);
    reader = where;
  }

  /** Whether its socket takes more; false means that a drain will follow. */
  boolean hasRoom() {
    return !response.writeQueueFull();
  }

  void write(Buffer bytes) {
    response.write(bytes);
  }

  /** Writes; completes when the socket has room for more. */
  void write(Buffer bytes, CompletableFuture<@Nullable Void> taken) {
    if (closed) {
      taken.cancel(false);
      return;
    }
    response.write(bytes);
    whenRoom = taken;
    completeWhenRoom();
  }

  /** The connection is gone. */
  void closed() {
    closed = true;
    state = null;
    if (whenRoom != null) {
      whenRoom.cancel(false);
    }
  }

  private void completeWhenRoom() {
    if (whenRoom != null && hasRoom()) {
      whenRoom.complete(null);
      whenRoom = null;
    }
  }

  /** Says that the connection is alive. Answers whether the client still takes what it is sent. */
  boolean beat(Buffer heartbeat, long nowMillis, long patienceMillis) {
    if (hasRoom()) {
      lastRoomMillis = nowMillis;
      response.write(heartbeat);
      return true;
    }
    return nowMillis - lastRoomMillis < patienceMillis;
  }

  void disconnect() {
    state = null;
    disconnect.run();
  }

  /** Tells it what is new, as far as its socket has room. */
  void tell(Pieces pieces) {
    completeWhenRoom();
    LiveState following = state;
    if (following != null && next < following.recent().oldest()) {
      disconnect();
      return;
    }
    while (following != null && hasRoom()) {
      if (opening != null) {
        response.write(openingPiece(opening));
      } else if (next < following.recent().next()) {
        tellNext(pieces, following);
      } else {
        return;
      }
    }
  }

  private Buffer openingPiece(Iterator<byte[]> frames) {
    Buffer piece = Buffer.buffer(PIECE_BYTES);
    while (frames.hasNext() && piece.length() < PIECE_BYTES) {
      piece.appendBytes(frames.next());
    }
    if (!frames.hasNext()) {
      opening = null;
    }
    return piece;
  }

  private void tellNext(Pieces pieces, LiveState following) {
    Position own = reader;
    if (own != null) {
      LiveEvent event = following.recent().get(next);
      if (event == null) {
        disconnect();
        return;
      }
      next++;
      tellResumed(pieces, event, own);
      return;
    }
    Pieces.Piece piece = pieces.from(following, filter, next);
    if (piece == null) {
      disconnect();
      return;
    }
    next = piece.next();
    if (piece.bytes().length() > 0) {
      response.write(piece.bytes());
    }
  }

  /** It may have heard some of this elsewhere, in another order: its ids must not go back. */
  private void tellResumed(Pieces pieces, LiveEvent event, Position own) {
    if (event.wasToldTo(own)) {
      return;
    }
    Position now = own.or(event.after());
    reader = event.after().isAtLeast(own) ? null : now;
    if (pieces.mayTell(filter, event)) {
      response.write(Buffer.buffer(event.frameAt(now)));
    }
  }
}
