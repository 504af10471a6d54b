package dk.bypuls.api.registry.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a table of values with separators into rows of cells. */
final class CsvTable {

  private static final List<Character> SEPARATORS = List.of(';', ',', '\t');
  private static final String DECLARED = "sep=";
  private static final char QUOTE = '"';

  private final String text;
  private final Spot start;
  private final Findings findings;
  private final char separator;
  private final List<List<Cell>> rows = new ArrayList<>();
  private List<Cell> row = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private CsvTable(String name, String text, Findings findings) {
    this.text = text;
    this.start = new Spot(name, 1, 1);
    this.findings = findings;
    if (text.toLowerCase(Locale.ROOT).startsWith(DECLARED) && text.length() > DECLARED.length()) {
      separator = text.charAt(DECLARED.length());
      at = endOfLine(text);
    } else {
      separator = separatorOf(text.substring(0, endOfLine(text)));
    }
  }

  /** The rows with something in them; none when it cannot be read. */
  static List<List<Cell>> read(RegistryFile file, Findings findings) {
    CsvTable table = new CsvTable(file.name(), file.content(), findings);
    table.read();
    return table.rows;
  }

  private static int endOfLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end;
  }

  /** The one that is most often in the first line: a Danish spreadsheet writes semicolons. */
  private static char separatorOf(String header) {
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS) {
      long count = header.chars().filter(character -> character == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private void read() {
    if (at > 0) { // after the line that declares the separator
      endLine();
    }
    while (at < text.length()) {
      cell();
      if (at >= text.length()) {
        break;
      }
      if (text.charAt(at) == separator) {
        at++;
        if (at >= text.length()) {
          add("", line, column());
        }
      } else {
        endRow();
        endLine();
      }
    }
    endRow();
  }

  private void cell() {
    int column = column();
    int firstLine = line;
    if (text.charAt(at) != QUOTE) {
      int from = at;
      while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
        at++;
      }
      add(text.substring(from, at), firstLine, column);
      return;
    }
    String value = quoted(firstLine, column);
    int from = at;
    while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
      at++;
    }
    if (!text.substring(from, at).isBlank()) {
      findings.add(new Spot(start.file(), firstLine, column), Wrong.AFTER_QUOTE.of());
    }
    add(value, firstLine, column);
  }

  private String quoted(int firstLine, int column) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == QUOTE && at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
        at++;
      } else if (next == QUOTE) {
        at++;
        return value.toString();
      } else if (next == '\n') {
        line++;
        lineStart = at + 1;
      }
      value.append(next);
      at++;
    }
    findings.add(new Spot(start.file(), firstLine, column), Wrong.OPEN_QUOTE.of());
    return value.toString();
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }

  private int column() {
    return at - lineStart + 1;
  }

  private void add(String value, int inLine, int column) {
    row.add(new Cell(value.strip(), row.size(), inLine, column, false));
  }

  private void endRow() {
    if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
      rows.add(row);
    }
    row = new ArrayList<>();
  }

  private void endLine() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
    lineStart = at;
  }
}
