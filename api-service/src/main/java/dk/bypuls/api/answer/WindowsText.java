package dk.bypuls.api.answer;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer of windows, made piece by piece so that it need never be in memory whole.
 */
public final class WindowsText {

  private static final int LARGEST_BUFFER = 64 * 1024;

  private final Format format;
  private final Head head;
  private final RowText text;
  private final Iterator<? extends Row> rows;
  private final @Nullable String next;
  private final StringBuilder buffer = new StringBuilder();
  private boolean started;
  private boolean hasRows;
  private boolean finished;

  /** Starts a text with all that there is to say of each window. */
  public WindowsText(
      Format format,
      String dataset,
      boolean internal,
      Iterator<? extends Row> rows,
      @Nullable String next) {
    this(Form.whole(format), Head.of(dataset, internal), rows, next);
  }

  /**
   * Starts a text.
   *
   * @param next where the answer goes on; lines and CSV have no place for it
   */
  public WindowsText(Form form, Head head, Iterator<? extends Row> rows, @Nullable String next) {
    this.format = form.format();
    this.head = head;
    this.text = new RowText(form.columns(), form.times());
    this.rows = rows;
    this.next = next;
  }

  /** Whether all has been handed out. */
  public boolean isFinished() {
    return finished;
  }

  /** The next piece, of about that many characters. */
  public String next(int characters) {
    StringBuilder out = buffer;
    out.setLength(0);
    out.ensureCapacity(Math.min(characters, LARGEST_BUFFER) + 1024);
    if (!started) {
      begin(out);
    }
    while (out.length() < characters && rows.hasNext()) {
      append(out, rows.next());
    }
    if (out.length() < characters) {
      end(out, next == null ? "\"next\":null" : "\"next\":\"" + next + '"');
    }
    return out.toString();
  }

  /**
   * The last piece of a text that cannot go on, so that nobody takes it for whole.
   *
   * @param problem why, as JSON on one line
   */
  public String broken(String problem) {
    StringBuilder out = new StringBuilder();
    switch (format) {
      case NDJSON -> out.append("{\"error\":").append(problem).append("}\n");
      case CSV -> out.append("# error: ").append(problem).append("\r\n");
      default -> end(out, "\"error\":" + problem);
    }
    finished = true;
    return out.toString();
  }

  private void begin(StringBuilder out) {
    started = true;
    switch (format) {
      case JSON -> out.append('{').append(head.json()).append(",\"windows\":[");
      case GEOJSON ->
          out.append("{\"type\":\"FeatureCollection\",")
              .append(head.json())
              .append(",\"features\":[");
      case CSV -> out.append(text.header());
      default -> {}
    }
  }

  private void append(StringBuilder out, Row row) {
    if (hasRows && (format == Format.JSON || format == Format.GEOJSON)) {
      out.append(',');
    }
    hasRows = true;
    switch (format) {
      case CSV -> text.csv(out, row);
      case GEOJSON -> {
        out.append("{\"type\":\"Feature\",\"geometry\":").append(head.geometry(row));
        text.json(out.append(",\"properties\":"), row);
        out.append('}');
      }
      default -> text.json(out, row);
    }
    if (format == Format.NDJSON) {
      out.append('\n');
    }
  }

  private void end(StringBuilder out, String last) {
    finished = true;
    if (format == Format.JSON || format == Format.GEOJSON) {
      out.append("],").append(last).append('}');
    }
  }
}
