package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens. It keeps no queue of its own: it knows up to which event it has been told,
 * and takes the next when its connection has room.
 *
 * <p>Only ever touched on its event loop, but for whether it is there.
 */
final class Client {

  private static final int PIECE_BYTES = 64 * 1024;

  private final Connection connection;
  private final Wishes wishes;
  private @Nullable LiveState state;
  private @Nullable Iterator<Told> opening;
  private @Nullable Position reader;
  private long next;
  private long lastRoomMillis;
  private boolean tookSome;
  private @Nullable CompletableFuture<@Nullable Void> whenRoom;
  private Runnable atEnd = () -> {};
  private volatile boolean closed;
  private int place = -1;

  Client(Connection connection, Wishes wishes, long nowMillis) {
    this.connection = connection;
    this.wishes = wishes;
    this.lastRoomMillis = nowMillis;
  }

  Wishes wishes() {
    return wishes;
  }

  Form form() {
    return connection.form();
  }

  /** Where it is in its roster; below zero where it is in none. */
  int place() {
    return place;
  }

  void place(int now) {
    place = now;
  }

  /** Whether its connection is gone; on any thread. */
  boolean isClosed() {
    return closed;
  }

  /** Begins with the newest window of every series, then goes on. */
  void open(LiveState from, Opening newest) {
    go(from, newest.next(), null);
    opening = newest.windows().iterator();
  }

  /** Goes on from where a reader was. */
  void join(LiveState from, Position where) {
    go(from, from.recent().firstAfter(where), where);
  }

  /** Begins with what happens next. */
  void follow(LiveState from) {
    go(from, from.recent().next(), null);
  }

  private void go(LiveState from, long first, @Nullable Position where) {
    state = closed ? null : from;
    opening = null;
    next = first;
    reader = where;
  }

  void write(Told told) {
    connection.write(written(told));
  }

  /** Writes; completes when the connection has room for more. */
  void write(Buffer bytes, CompletableFuture<@Nullable Void> taken) {
    if (closed) {
      taken.cancel(false);
      return;
    }
    connection.write(bytes);
    tookSome = true;
    whenRoom = taken;
    completeWhenRoom();
  }

  /** What is to be done when the connection is gone. */
  void whenClosed(Runnable task) {
    atEnd = task;
  }

  /** The connection is gone. */
  void closed() {
    if (!closed) {
      atEnd.run();
    }
    closed = true;
    state = null;
    if (whenRoom != null) {
      whenRoom.cancel(false);
    }
  }

  private void completeWhenRoom() {
    if (whenRoom != null && connection.hasRoom()) {
      whenRoom.complete(null);
      whenRoom = null;
    }
  }

  /** Says that the connection is alive, and ends it where the client takes nothing any more. */
  void beat(long nowMillis, long patienceMillis) {
    if (connection.hasRoom()) {
      lastRoomMillis = nowMillis;
      if (!connection.beat(idWhereItIs())) {
        disconnect(Ending.IS_SILENT);
      }
    } else if (tookSome) {
      // It is behind, and not deaf.
      lastRoomMillis = nowMillis;
    } else if (nowMillis - lastRoomMillis >= patienceMillis) {
      disconnect(Ending.TOO_SLOW);
    }
    tookSome = false;
  }

  /** All before the next event was told to it, or is nothing that it wants. */
  private @Nullable String idWhereItIs() {
    LiveState following = state;
    if (following == null || opening != null || next == 0) {
      return null;
    }
    LiveEvent last = following.recent().get(next - 1);
    if (last == null) {
      return null;
    }
    Position own = reader;
    return (own == null ? last.after() : own.or(last.after())).id();
  }

  void disconnect(Ending why) {
    state = null;
    connection.end(why);
  }

  /** Tells it what is new, as far as its connection has room. */
  void tell(Pieces pieces) {
    completeWhenRoom();
    LiveState following = state;
    if (following != null && next < following.recent().oldest()) {
      disconnect(Ending.TOO_SLOW);
      return;
    }
    while (following != null && following.equals(state) && hasMore(following)) {
      if (!connection.hasRoom()) {
        return;
      }
      tookSome = true;
      if (opening != null) {
        connection.write(openingPiece(opening));
      } else {
        tellNext(pieces, following);
      }
    }
  }

  private boolean hasMore(LiveState following) {
    return opening != null || next < following.recent().next();
  }

  private Buffer openingPiece(Iterator<Told> windows) {
    int most = connection.takesShared() ? PIECE_BYTES : 1;
    Buffer piece = Buffer.buffer();
    while (windows.hasNext() && piece.length() < most) {
      form().write(windows.next(), piece);
    }
    if (!windows.hasNext()) {
      opening = null;
    }
    return piece;
  }

  private void tellNext(Pieces pieces, LiveState following) {
    if (reader != null || !connection.takesShared()) {
      tellAlone(pieces, following);
      return;
    }
    Pieces.Piece piece = pieces.from(following, wishes, form(), next);
    if (piece == null) {
      disconnect(Ending.TOO_SLOW);
      return;
    }
    next = piece.next();
    if (!piece.bytes().isEmpty()) {
      connection.write(piece.bytes());
    }
  }

  private void tellAlone(Pieces pieces, LiveState following) {
    LiveEvent event = following.recent().get(next);
    if (event == null) {
      disconnect(Ending.TOO_SLOW);
      return;
    }
    next++;
    Position own = reader;
    if (own != null) {
      tellResumed(pieces, event, own);
    } else if (pieces.mayTell(wishes, event)) {
      write(event.told());
    }
  }

  /** It may have heard some of this elsewhere, in another order: its ids must not go back. */
  private void tellResumed(Pieces pieces, LiveEvent event, Position own) {
    if (event.wasToldTo(own)) {
      return;
    }
    Position now = own.or(event.after());
    reader = event.after().isAtLeast(own) ? null : now;
    if (pieces.mayTell(wishes, event)) {
      write(event.toldAt(now));
    }
  }

  private Buffer written(Told told) {
    Buffer bytes = Buffer.buffer();
    form().write(told, bytes);
    return bytes;
  }
}
