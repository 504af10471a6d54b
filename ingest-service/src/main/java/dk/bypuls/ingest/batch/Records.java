package dk.bypuls.ingest.batch;

import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Takes a stream of bytes apart into records, holding one of them at a time. */
public final class Records {

  private static final String DECLARED = "sep=";

  private final Body kind;
  private final int mostBytes;
  private final int mostFirstRow;
  private final Consumer<Entry> next;
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private byte[] header = {};
  private boolean hasHeader;
  private boolean quoted;
  private long line = 1;
  private long begin = 1;

  /**
   * One record, with the first row before it where there is one.
   *
   * @param line where it begins
   */
  @SuppressWarnings("ArrayRecordComponent") // as it is handed on, and nobody compares
  public record Entry(byte[] body, long line) {}

  /**
   * Begins with nothing.
   *
   * @param next takes each record
   */
  public Records(Body kind, IntakeSettings limits, Consumer<Entry> next) {
    this.kind = kind;
    this.mostBytes = limits.bodyBytes();
    this.mostFirstRow = limits.firstRowBytes();
    this.next = next;
    hasHeader = kind == Body.LINES;
  }

  /**
   * Reads on, to the end of a record at most, so that whoever takes them need not take more.
   *
   * @return how far it has read
   * @throws RecordTooLongException if a record does not end; what came before it was handed on
   */
  public int read(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte each = bytes[i];
      current.write(each);
      quoted ^= each == '"' && kind == Body.ROWS;
      if (each == '\n') {
        line++;
        if (!quoted) {
          end();
          return i + 1;
        }
      }
      if (!hasHeader && current.size() + header.length > mostFirstRow) {
        throw RecordTooLongException.first(mostFirstRow);
      }
      if (current.size() + header.length > mostBytes) {
        throw RecordTooLongException.record(begin, mostBytes);
      }
    }
    return to;
  }

  /** Hands on what is left at the end. */
  public void finish() {
    if (quoted) {
      throw RecordTooLongException.record(begin, mostBytes);
    }
    end();
  }

  private void end() {
    byte[] record = current.toByteArray();
    current.reset();
    long began = begin;
    begin = line;
    if (isBlank(record)) {
      return;
    }
    if (!hasHeader) {
      hasHeader = !isDeclaration(record);
      header = joined(header, endingLine(record));
      return;
    }
    next.accept(new Entry(joined(header, record), began));
  }

  private static boolean isBlank(byte[] record) {
    for (byte each : record) {
      if (each > ' ' || each < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDeclaration(byte[] row) {
    String text = new String(row, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return text.startsWith(DECLARED) || text.startsWith("\u00ef\u00bb\u00bf" + DECLARED);
  }

  private static byte[] endingLine(byte[] row) {
    return row[row.length - 1] == '\n' ? row : joined(row, new byte[] {'\n'});
  }

  private static byte[] joined(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
