package dk.bypuls.aggregator.recompute;

/** What was asked for cannot be done; the message says what can. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
