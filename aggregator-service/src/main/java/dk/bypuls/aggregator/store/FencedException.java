package dk.bypuls.aggregator.store;

/** That another writer moved the history on; whoever gets this must read again where it stands. */
final class FencedException extends Exception {

  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message);
  }
}
