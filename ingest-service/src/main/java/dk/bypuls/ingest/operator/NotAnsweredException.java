package dk.bypuls.ingest.operator;

/** That a question cannot be answered as it is asked; the detail says what to do. */
final class NotAnsweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What keeps it from an answer. */
  enum Kind {
    WRONG,
    MISSING,
    LATER
  }

  private final Kind kind;

  private NotAnsweredException(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  static NotAnsweredException wrong(String detail) {
    return new NotAnsweredException(Kind.WRONG, detail);
  }

  static NotAnsweredException missing(String detail) {
    return new NotAnsweredException(Kind.MISSING, detail);
  }

  static NotAnsweredException later(String detail) {
    return new NotAnsweredException(Kind.LATER, detail);
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
