package dk.bypuls.events.codec;

/** That bytes on a topic are not the event they should be. */
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
