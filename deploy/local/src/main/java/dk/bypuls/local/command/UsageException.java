package dk.bypuls.local.command;

/** A command line that cannot be understood; the message says what could have been meant. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
