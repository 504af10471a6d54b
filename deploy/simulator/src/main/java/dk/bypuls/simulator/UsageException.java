package dk.bypuls.simulator;

/** A command line that makes no sense; the message says what to do about it. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
