package dk.bypuls.api.basemap;

import java.io.IOException;

/** A file that tiles cannot be taken from; the message says what would help. */
public final class UnreadableTilesException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableTilesException(String message) {
    super(message);
  }
}
