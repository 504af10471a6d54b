package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.Visitor;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that clients with the same wishes and form at the same event are sent next: made once,
 * shared by all of them.
 *
 * <p>Lives for one round of an event loop.
 */
final class Pieces implements AutoCloseable {

  private static final int PIECE_BYTES = 64 * 1024;

  private final Catalogue catalogue;
  private final Map<Key, Piece> made = new HashMap<>();

  /** What the one before was sent: the next one mostly wishes for the same. */
  private @Nullable Piece last;

  Pieces(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The next piece from the event of that number on; absent when that event is forgotten. */
  @Nullable Piece from(LiveState state, Wishes wishes, Form form, long first) {
    Piece before = last;
    if (before != null && before.is(wishes, form, first)) {
      return before;
    }
    Key key = new Key(wishes, form, first);
    Piece piece = made.get(key);
    if (piece == null) {
      piece = make(state.recent(), key);
      if (piece == null) {
        return null;
      }
      made.put(key, piece);
    }
    last = piece;
    return piece;
  }

  /** Whether a client with those wishes may be told the event now. */
  boolean mayTell(Wishes wishes, LiveEvent event) {
    return !event.isSuperseded()
        && wishes.want(event.kind(), event.subject())
        && passesGate(wishes.visitor(), event);
  }

  private @Nullable Piece make(RecentEvents recent, Key key) {
    Buffer bytes = Buffer.buffer();
    long number = key.first();
    long end = recent.next();
    while (number < end && bytes.length() < PIECE_BYTES) {
      LiveEvent event = recent.get(number);
      if (event == null) {
        return null;
      }
      if (mayTell(key.wishes(), event)) {
        key.form().write(event.told(), bytes);
      }
      number++;
    }
    return new Piece(key, new SharedBytes(bytes), number);
  }

  /** The round is over. */
  @Override
  public void close() {
    made.values().forEach(piece -> piece.bytes().release());
  }

  /** What was public when it was read may not be so any more; that it was withdrawn may be told. */
  private boolean passesGate(Visitor visitor, LiveEvent event) {
    LiveEvent.Subject subject = event.subject();
    if (!event.kind().isOfWindow()) {
      return catalogue.mayHearOfEnd(visitor, subject.dataset());
    }
    return catalogue
            .released(
                subject.dataset(),
                subject.start(),
                subject.end(),
                subject.ofPeople(),
                subject.revision())
            .isPresent()
        && catalogue.shownTo(visitor, subject.dataset()).isPresent();
  }

  /**
   * Bytes to send.
   *
   * @param key who is sent them
   * @param next the number of the first event that is not in it
   */
  record Piece(Key key, SharedBytes bytes, long next) {

    private boolean is(Wishes wishes, Form form, long first) {
      return key.first() == first && key.form().equals(form) && key.wishes().equals(wishes);
    }
  }

  /** Who is sent the same: those with equal wishes and form, from the same event on. */
  record Key(Wishes wishes, Form form, long first) {}
}
