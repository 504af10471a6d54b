package dk.bypuls.api.registry.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sheet of a workbook (XLSX) into rows of cells: the one named {@code sensors}, or else the
 * first.
 */
final class XlsxTable {

  /** A workbook with a city's sensors has some megabytes of XML. */
  static final long MOST_UNPACKED = 64_000_000;

  static final int MOST_PARTS = 1_000;
  static final int MOST_COLUMNS = 200;

  /** More rows than an apply takes things. */
  static final int MOST_ROWS = 2 * Draft.MOST_THINGS;

  private static final String SHEET = "sensors";
  private static final String BOOK = "xl/workbook.xml";
  private static final String TARGETS = "xl/_rels/workbook.xml.rels";
  private static final String WORDS = "xl/sharedStrings.xml";
  private static final int BLOCK = 65_536;

  /** A spreadsheet keeps so many digits of a number, and makes the others zero. */
  private static final MathContext KEPT = new MathContext(15);

  private final Map<String, byte[]> parts;
  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

  private XlsxTable(byte[] workbook) throws IOException {
    parts = unpack(workbook);
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /** The rows with something in them; none when it cannot be read. */
  static List<List<Cell>> read(RegistryFile file, Findings findings) {
    Spot start = new Spot(file.name(), 1, 1);
    if (file.data() == null) {
      findings.add(start, Wrong.WORKBOOK_AS_TEXT.of());
      return List.of();
    }
    try {
      XlsxTable table = new XlsxTable(file.data());
      return table.rows(table.sheet(), table.words(), file.name(), findings);
    } catch (UnreadableException e) {
      findings.add(start, Wrong.WORKBOOK_UNREADABLE.of(e.said()));
    } catch (IOException e) {
      findings.add(start, Wrong.WORKBOOK_UNREADABLE.of(String.valueOf(e.getMessage())));
    } catch (XMLStreamException e) {
      findings.add(start, Wrong.WORKBOOK_BROKEN.of());
    }
    return List.of();
  }

  private static Map<String, byte[]> unpack(byte[] workbook) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    long unpacked = 0;
    int count = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        if (++count > MOST_PARTS) {
          throw Wrong.TOO_MANY_PARTS.unreadable(MOST_PARTS);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        for (int read = zip.read(block); read >= 0; read = zip.read(block)) {
          unpacked += read;
          if (unpacked > MOST_UNPACKED) {
            throw Wrong.UNPACKS_TO_MORE.unreadable(MOST_UNPACKED);
          }
          if (isNeeded(part.getName())) {
            content.write(block, 0, read);
          }
        }
        parts.putIfAbsent(part.getName(), content.toByteArray());
      }
    }
    if (!parts.containsKey(BOOK)) {
      throw Wrong.NO_XLSX.unreadable();
    }
    return parts;
  }

  private static boolean isNeeded(String name) {
    return name.startsWith("xl/") && (name.endsWith(".xml") || name.endsWith(".rels"));
  }

  /** The name of the part with the sheet. */
  private String sheet() throws XMLStreamException {
    String id = null;
    XMLStreamReader book = open(BOOK);
    while (next(book)) {
      if (begins(book, "sheet")) {
        boolean isNamed = SHEET.equalsIgnoreCase(attribute(book, "name"));
        if (id == null || isNamed) {
          id = relation(book);
        }
        if (isNamed) {
          break;
        }
      }
    }
    XMLStreamReader targets = open(TARGETS);
    while (next(targets)) {
      if (begins(targets, "Relationship") && attribute(targets, "Id").equals(id)) {
        String target = attribute(targets, "Target");
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
      }
    }
    throw Wrong.NO_SHEET.unreadable();
  }

  private static @Nullable String relation(XMLStreamReader sheet) {
    for (int i = 0; i < sheet.getAttributeCount(); i++) {
      if (sheet.getAttributeLocalName(i).equals("id") && sheet.getAttributeNamespace(i) != null) {
        return sheet.getAttributeValue(i);
      }
    }
    return null;
  }

  private List<String> words() throws XMLStreamException {
    if (!parts.containsKey(WORDS)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    XMLStreamReader shared = open(WORDS);
    while (next(shared)) {
      if (begins(shared, "si")) {
        words.add(texts(shared, "si"));
      }
    }
    return words;
  }

  /** All the text in an element, whatever its type; not how it is pronounced. */
  private static String texts(XMLStreamReader in, String element) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean isPronounced = false;
    while (next(in) && !(in.isEndElement() && in.getLocalName().equals(element))) {
      if (in.hasName() && in.getLocalName().equals("rPh")) {
        isPronounced = in.isStartElement();
      } else if (begins(in, "t") && !isPronounced) {
        text.append(in.getElementText());
      }
    }
    return text.toString();
  }

  private List<List<Cell>> rows(String part, List<String> words, String file, Findings findings)
      throws XMLStreamException {
    List<List<Cell>> rows = new ArrayList<>();
    List<Cell> row = new ArrayList<>();
    int line = 0;
    XMLStreamReader sheet = open(part);
    while (next(sheet)) {
      if (begins(sheet, "row")) {
        line = number(attribute(sheet, "r"), line + 1);
        row = new ArrayList<>();
      } else if (begins(sheet, "c")) {
        int index = index(attribute(sheet, "r"), row.isEmpty() ? 0 : last(row).index() + 1);
        Cell cell = cell(sheet, words, line, index);
        if (cell == null) {
          findings.add(new Spot(file, line, index + 1), Wrong.CELL_ERROR.of());
        } else if (!cell.isEmpty()) {
          row.add(cell);
        }
      } else if (sheet.isEndElement() && sheet.getLocalName().equals("row") && !row.isEmpty()) {
        rows.add(row);
        row = new ArrayList<>();
        if (rows.size() > MOST_ROWS) {
          throw Wrong.TOO_MANY_ROWS.unreadable(MOST_ROWS);
        }
      }
    }
    return rows;
  }

  private static Cell last(List<Cell> row) {
    return row.get(row.size() - 1);
  }

  private static @Nullable Cell cell(XMLStreamReader in, List<String> words, int line, int index)
      throws XMLStreamException {
    String type = attribute(in, "t");
    String value = "";
    while (next(in) && !(in.isEndElement() && in.getLocalName().equals("c"))) {
      if (begins(in, "v")) {
        value = in.getElementText().strip();
      } else if (begins(in, "is")) {
        value = texts(in, "is");
      }
    }
    return switch (type) {
      case "e" -> null;
      case "s" -> {
        int word = number(value, -1);
        if (word < 0 || word >= words.size()) {
          throw Wrong.TEXT_NOT_THERE.unreadable();
        }
        yield new Cell(words.get(word).strip(), index, line, index + 1, false);
      }
      case "", "n" -> numeric(value, line, index);
      default -> new Cell(value.strip(), index, line, index + 1, false);
    };
  }

  private static Cell numeric(String value, int line, int index) {
    if (value.isEmpty()) {
      return new Cell("", index, line, index + 1, false);
    }
    try {
      BigDecimal number = new BigDecimal(value);
      boolean isRounded =
          number.signum() != 0 && (long) number.precision() - number.scale() > KEPT.getPrecision();
      // Nothing that a person wrote is as long; and it would be written out digit by digit.
      boolean isShort = Math.abs((long) number.scale()) < 400 && value.length() < 400;
      String text =
          isRounded || !isShort ? value : number.round(KEPT).stripTrailingZeros().toPlainString();
      return new Cell(text, index, line, index + 1, isRounded);
    } catch (NumberFormatException e) {
      throw Wrong.CELL_NO_NUMBER.unreadable();
    }
  }

  /** The column in the name of a cell, such as 2 for C7. */
  private static int index(String name, int otherwise) {
    int column = 0;
    for (int i = 0; i < name.length() && Character.isLetter(name.charAt(i)); i++) {
      column = column * 26 + Character.toUpperCase(name.charAt(i)) - 'A' + 1;
      if (column < 1 || column > MOST_COLUMNS) {
        throw Wrong.TOO_MANY_COLUMNS.unreadable(MOST_COLUMNS);
      }
    }
    return column == 0 ? otherwise : column - 1;
  }

  private static int number(String text, int otherwise) {
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private XMLStreamReader open(String name) throws XMLStreamException {
    byte[] part = parts.get(name);
    if (part == null) {
      throw Wrong.PART_NOT_THERE.unreadable(name.toLowerCase(Locale.ROOT));
    }
    return xml.createXMLStreamReader(new ByteArrayInputStream(part));
  }

  private static boolean next(XMLStreamReader in) throws XMLStreamException {
    if (!in.hasNext()) {
      return false;
    }
    if (in.next() == XMLStreamConstants.DTD) {
      throw Wrong.DOCUMENT_TYPE.unreadable();
    }
    return true;
  }

  private static boolean begins(XMLStreamReader in, String element) {
    return in.isStartElement() && in.getLocalName().equals(element);
  }

  private static String attribute(XMLStreamReader in, String name) {
    String value = in.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
