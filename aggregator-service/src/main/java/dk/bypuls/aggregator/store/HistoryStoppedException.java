package dk.bypuls.aggregator.store;

/** That the history cannot go on before a person has decided; the message says what to do. */
final class HistoryStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HistoryStoppedException(String message) {
    super(message);
  }
}
