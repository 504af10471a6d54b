package dk.bypuls.aggregator.store;

import java.sql.SQLException;

/** The history cannot be read at the moment, or not by who asks. */
public final class UnreadableHistoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableHistoryException(SQLException cause) {
    super("the history cannot be read: " + cause.getMessage(), cause);
  }
}
