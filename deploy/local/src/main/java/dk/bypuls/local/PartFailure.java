package dk.bypuls.local;

/**
 * A part of the city that cannot do what it was asked to; the message tells a person what to do.
 */
public final class PartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailure(String message) {
    super(message);
  }

  public PartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
