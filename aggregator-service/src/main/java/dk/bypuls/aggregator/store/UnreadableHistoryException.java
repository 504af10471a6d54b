package dk.bypuls.aggregator.store;

import java.sql.SQLException;

/** The history cannot be read or written at the moment, or not by who asks. */
public final class UnreadableHistoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableHistoryException(SQLException cause) {
    super("the history cannot be used: " + cause.getMessage(), cause);
  }
}
