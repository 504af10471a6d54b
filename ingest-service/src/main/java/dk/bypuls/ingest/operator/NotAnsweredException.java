package dk.bypuls.ingest.operator;

/** That a question cannot be answered as it is asked; the detail says what to do. */
final class NotAnsweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean missing;

  private NotAnsweredException(boolean missing, String detail) {
    super(detail);
    this.missing = missing;
  }

  static NotAnsweredException wrong(String detail) {
    return new NotAnsweredException(false, detail);
  }

  static NotAnsweredException missing(String detail) {
    return new NotAnsweredException(true, detail);
  }

  boolean isMissing() {
    return missing;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
