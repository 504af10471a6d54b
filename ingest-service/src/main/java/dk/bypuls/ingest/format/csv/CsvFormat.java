package dk.bypuls.ingest.format.csv;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Csv;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.WrittenTime;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code csv}: a first row that names the columns, and a message in each further row.
 */
public final class CsvFormat implements Format {

  private static final Set<String> LABELS =
      Set.of(
          "text/csv",
          "application/csv",
          "text/plain",
          "text/tab-separated-values",
          "application/vnd.ms-excel",
          "application/octet-stream");
  private static final List<Character> SEPARATORS = List.of(';', ',', '\t');
  private static final String DECLARED = "sep=";
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern POINT = Pattern.compile("[-+]?\\d+(\\.\\d+)?([Ee][-+]?\\d{1,3})?");
  private static final Pattern COMMA =
      Pattern.compile("[-+]?(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?([Ee][-+]?\\d{1,3})?");

  /** Where profiles find nothing but what a row measures. */
  private static final String ALL = "";

  private final Csv columns;
  private final WrittenTime times;
  private final IntakeSettings limits;

  private CsvFormat(Csv columns, IntakeSettings limits) {
    this.columns = columns;
    this.limits = limits;
    times = WrittenTime.of(columns.timeFormat(), columns.zone());
  }

  /** The format of a source; one that names no columns means {@code device} and {@code time}. */
  public static CsvFormat of(Source source, IntakeSettings limits) {
    Csv columns = source.csv();
    return new CsvFormat(
        columns == null
            ? new Csv("device", "time", null, null, null, null, ".", null, null)
            : columns,
        limits);
  }

  @Override
  public boolean takes(String mediaType) {
    return LABELS.contains(mediaType);
  }

  @Override
  public Body body(@Nullable String mediaType) {
    return Body.ROWS;
  }

  @Override
  public List<Part> read(InboundMessage message) throws Rejection {
    Rows rows = new Rows(decoded(message.body()));
    char separator = separator(rows);
    Header header = new Header(rows.hasNext() ? rows.next(separator) : List.of(), rows.written());
    if (header.written().length() > limits.firstRowBytes()) {
      throw new Rejection(
          Reason.TOO_LARGE, "the first row is longer than " + limits.firstRowBytes() + " bytes");
    }
    header.require(columns.device());
    List<Part> parts = new ArrayList<>();
    while (rows.hasNext()) {
      List<String> cells = rows.next(separator);
      if (!cells.isEmpty()) {
        parts.add(part(header, cells, message.receivedAt(), rows.written()));
      }
      if (parts.size() > limits.messagesPerBody()) {
        throw new Rejection(
            Reason.TOO_LARGE,
            "more than " + limits.messagesPerBody() + " rows in one body that is no upload");
      }
    }
    return parts;
  }

  /** Spreadsheets in Denmark still write what Windows calls 1252. */
  private static String decoded(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(body, WINDOWS);
    }
  }

  private char separator(Rows rows) {
    String first = rows.firstLine();
    if (first.toLowerCase(Locale.ROOT).startsWith(DECLARED) && first.length() > DECLARED.length()) {
      rows.skipLine();
      return first.charAt(DECLARED.length());
    }
    String declared = columns.separator();
    if (declared != null && !declared.isEmpty()) {
      return declared.charAt(0);
    }
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS) {
      long count = first.chars().filter(character -> character == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private Part part(Header header, List<String> cells, Instant receivedAt, String row) {
    Supplier<byte[]> original = () -> (header.written() + row).getBytes(StandardCharsets.UTF_8);
    try {
      return new Part.Spoken(uplink(header, cells, receivedAt), original);
    } catch (Rejection rejection) {
      return new Part.Unreadable(rejection, original);
    }
  }

  private Uplink uplink(Header header, List<String> cells, Instant receivedAt) throws Rejection {
    if (cells.size() > header.names().size()) {
      throw Rejection.undecodable(
          "the row has "
              + cells.size()
              + " cells, and the first row names "
              + header.names().size());
    }
    String device = header.required(cells, columns.device());
    Instant observedAt =
        columns.time() == null
            ? null
            : times.read(
                TextNode.valueOf(header.required(cells, columns.time())),
                receivedAt,
                "the column of the time");
    String id = columns.messageId() == null ? null : header.required(cells, columns.messageId());
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    String name = columns.name();
    String value = columns.value();
    int envelope = 0;
    if (name != null && value != null) {
      put(document, header.required(cells, name), header.required(cells, value));
    } else {
      for (int i = 0; i < cells.size(); i++) {
        put(document, header.names().get(i), cells.get(i));
      }
      envelope = 1 + (observedAt == null ? 0 : 1) + (id == null ? 0 : 1);
    }
    return new Uplink(
        device,
        observedAt,
        id == null ? null : Origin.ofMessage(device, id),
        document,
        ALL,
        envelope,
        null);
  }

  private void put(ObjectNode document, String name, String text) {
    boolean isComma = columns.decimal().equals(",");
    if (text.isEmpty() || name.isEmpty()) {
      return;
    }
    if (text.length() <= limits.numberLength()
        && (isComma ? COMMA : POINT).matcher(text).matches()) {
      String plain = isComma ? text.replace(".", "").replace(',', '.') : text;
      document.set(name, DecimalNode.valueOf(new BigDecimal(plain)));
    } else if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      document.set(name, BooleanNode.valueOf(text.equalsIgnoreCase("true")));
    } else {
      document.put(name, text);
    }
  }

  /** The first row. */
  private record Header(List<String> names, String written) {

    Header {
      if (!written.endsWith("\n")) {
        written = written + "\n";
      }
    }

    void require(String column) throws Rejection {
      if (!names.contains(column)) {
        throw Rejection.undecodable("the first row does not name the column of the device");
      }
    }

    String required(List<String> cells, String column) throws Rejection {
      int index = names.indexOf(column);
      if (index < 0) {
        throw Rejection.undecodable("the first row does not name the column " + column);
      }
      if (index >= cells.size() || cells.get(index).isEmpty()) {
        throw Rejection.undecodable("nothing is in the column " + column);
      }
      return cells.get(index);
    }
  }
}
