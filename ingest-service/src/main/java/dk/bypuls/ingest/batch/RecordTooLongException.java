package dk.bypuls.ingest.batch;

/** That a record does not end where records end: a line without end, or a quote never closed. */
public final class RecordTooLongException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RecordTooLongException(String message) {
    super(message, null, false, false);
  }

  static RecordTooLongException record(long line, int mostBytes) {
    return new RecordTooLongException(
        "the record that begins in line %d does not end within %d bytes: is a quote not closed?"
            .formatted(line, mostBytes));
  }

  static RecordTooLongException first(int mostBytes) {
    return new RecordTooLongException(
        "the first row does not end within %d bytes: does it name the columns?"
            .formatted(mostBytes));
  }
}
