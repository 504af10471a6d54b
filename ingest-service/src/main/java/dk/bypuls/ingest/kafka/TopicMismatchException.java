package dk.bypuls.ingest.kafka;

/** That a topic exists in a shape that cannot be mended: nothing may be written to it. */
public final class TopicMismatchException extends RuntimeException {

  public TopicMismatchException(String message) {
    super(message);
  }
}
