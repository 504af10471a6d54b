package dk.bypuls.ingest.format.csv;

import java.util.ArrayList;
import java.util.List;

/** The rows of a table, one after the other, with what each was written as. */
final class Rows {

  private static final char QUOTE = '"';

  private final String text;
  private int at;
  private int start;

  Rows(String text) {
    this.text = text;
  }

  /** The first row as it is written, to tell what separates its cells. */
  String firstLine() {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Goes on with the line after this one. */
  void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
  }

  boolean hasNext() {
    return at < text.length();
  }

  /** The cells of the next row; none in an empty line. */
  List<String> next(char separator) {
    start = at;
    List<String> cells = new ArrayList<>();
    boolean goesOn = true;
    while (goesOn) {
      cells.add(cell(separator).strip());
      goesOn = at < text.length() && text.charAt(at) == separator;
      if (goesOn) {
        at++;
      }
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return cells.size() == 1 && cells.get(0).isEmpty() ? List.of() : cells;
  }

  /** The last row as it is written. */
  String written() {
    return text.substring(start, at);
  }

  private String cell(char separator) {
    if (at >= text.length() || text.charAt(at) != QUOTE) {
      int from = at;
      skipTo(separator);
      return text.substring(from, at);
    }
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != QUOTE) {
        value.append(next);
      } else if (at < text.length() && text.charAt(at) == QUOTE) {
        value.append(QUOTE);
        at++;
      } else {
        break;
      }
    }
    skipTo(separator);
    return value.toString();
  }

  private void skipTo(char separator) {
    while (at < text.length()
        && text.charAt(at) != separator
        && text.charAt(at) != '\n'
        && text.charAt(at) != '\r') {
      at++;
    }
  }
}
