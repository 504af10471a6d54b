package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that clients with the same wishes at the same event are sent next: made once, shared by
 * all of them.
 *
 * <p>Lives for one round of an event loop.
 */
final class Pieces {

  private static final int PIECE_BYTES = 64 * 1024;

  private final Catalogue catalogue;
  private final Map<Key, Piece> made = new HashMap<>();

  Pieces(RegistryView registry) {
    this.catalogue = registry.current();
  }

  /** The next piece from the event of that number on; absent when that event is forgotten. */
  @Nullable Piece from(LiveState state, LiveFilter filter, long first) {
    Key key = new Key(filter, first);
    Piece known = made.get(key);
    if (known != null) {
      return known;
    }
    Piece piece = make(state.recent(), filter, first);
    if (piece != null) {
      made.put(key, piece);
    }
    return piece;
  }

  /** Whether a client with those wishes may be told the event now. */
  boolean mayTell(LiveFilter filter, LiveEvent event) {
    return !event.isSuperseded() && filter.wants(event) && passesGate(filter.visitor(), event);
  }

  private @Nullable Piece make(RecentEvents recent, LiveFilter filter, long first) {
    Buffer bytes = Buffer.buffer();
    long number = first;
    long end = recent.next();
    while (number < end && bytes.length() < PIECE_BYTES) {
      LiveEvent event = recent.get(number);
      if (event == null) {
        return null;
      }
      if (mayTell(filter, event)) {
        bytes.appendBytes(event.frame());
      }
      number++;
    }
    return new Piece(bytes, number);
  }

  /** What was public when it was read may not be so any more; that it was withdrawn may be told. */
  private boolean passesGate(Visitor visitor, LiveEvent event) {
    LiveEvent.Subject subject = event.subject();
    if (event.kind() == LiveEvent.Kind.WITHDRAWN) {
      return catalogue.mayHearOfEnd(visitor, subject.dataset());
    }
    return catalogue
            .released(subject.dataset(), subject.start(), subject.end(), subject.ofPeople())
            .isPresent()
        && catalogue.shownTo(visitor, subject.dataset()).isPresent();
  }

  /**
   * Bytes to send.
   *
   * @param next the number of the first event that is not in it
   */
  record Piece(Buffer bytes, long next) {}

  private record Key(LiveFilter filter, long first) {}
}
