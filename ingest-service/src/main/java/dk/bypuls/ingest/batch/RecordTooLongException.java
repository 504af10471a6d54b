package dk.bypuls.ingest.batch;

/** That a record does not end where records end: a line without end, or a quote never closed. */
public final class RecordTooLongException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RecordTooLongException(long line, int mostBytes) {
    super(
        "the record that begins in line %d does not end within %d bytes: is a quote not closed?"
            .formatted(line, mostBytes),
        null,
        false,
        false);
  }
}
