package dk.bypuls.ingest.decoder.cayenne;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Cayenne Low Power Payload: channel, type and value, one behind the other. A field is
 * called by its type and channel, such as {@code temperature_1}.
 */
public final class CayenneDecoder implements PayloadDecoder {

  // type | name | bytes of each part | signed | decimal places of each part | names of the parts
  private static final String TABLE =
      """
        0 | digital_in          | 1     | - | 0     |
        1 | digital_out         | 1     | - | 0     |
        2 | analog_in           | 2     | s | 2     |
        3 | analog_out          | 2     | s | 2     |
      100 | generic             | 4     | - | 0     |
      101 | luminosity          | 2     | - | 0     |
      102 | presence            | 1     | - | 0     |
      103 | temperature         | 2     | s | 1     |
      104 | relative_humidity   | 1     | - | half  |
      113 | accelerometer       | 2 2 2 | s | 3 3 3 | x y z
      115 | barometric_pressure | 2     | - | 1     |
      116 | voltage             | 2     | - | 2     |
      117 | current             | 2     | - | 3     |
      118 | frequency           | 4     | - | 0     |
      120 | percentage          | 1     | - | 0     |
      121 | altitude            | 2     | s | 0     |
      122 | load                | 3     | s | 3     |
      125 | concentration       | 2     | - | 0     |
      128 | power               | 2     | - | 0     |
      130 | distance            | 4     | - | 3     |
      131 | energy              | 4     | - | 3     |
      132 | direction           | 2     | - | 0     |
      133 | unixtime            | 4     | - | 0     |
      134 | gyrometer           | 2 2 2 | s | 2 2 2 | x y z
      135 | colour              | 1 1 1 | - | 0 0 0 | red green blue
      136 | gps                 | 3 3 3 | s | 4 4 2 | latitude longitude altitude
      142 | switch              | 1     | - | 0     |
      """;

  private static final @Nullable Type[] TYPES = new @Nullable Type[256];
  private static final BigDecimal HALF = new BigDecimal("0.5");

  static {
    TABLE.lines().forEach(CayenneDecoder::add);
  }

  private static void add(String row) {
    String[] cells = row.strip().split("\\s*\\|\\s*", -1);
    List<Integer> sizes = List.of(cells[2].split(" ")).stream().map(Integer::valueOf).toList();
    boolean halves = cells[4].equals("half");
    List<Integer> places =
        halves ? List.of(0) : List.of(cells[4].split(" ")).stream().map(Integer::valueOf).toList();
    List<String> parts = cells[5].isEmpty() ? List.of() : List.of(cells[5].split(" "));
    TYPES[Integer.parseInt(cells[0])] =
        new Type(
            cells[1],
            sizes,
            sizes.stream().mapToInt(Integer::intValue).sum(),
            cells[3].equals("s"),
            halves,
            places,
            parts);
  }

  @Override
  public CompletionStage<JsonNode> decode(Payload payload, Uplink uplink) {
    try {
      return CompletableFuture.completedFuture(fields(payload.bytes()));
    } catch (Rejection rejection) {
      return CompletableFuture.failedFuture(rejection);
    }
  }

  /**
   * The fields in these bytes.
   *
   * @throws Rejection if they are no such payload
   */
  public ObjectNode fields(byte[] payload) throws Rejection {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    int next = 0;
    while (next < payload.length) {
      if (next + 2 > payload.length) {
        throw failed("the payload ends within the channel and type at byte " + next);
      }
      int channel = payload[next] & 0xFF;
      Type type = TYPES[payload[next + 1] & 0xFF];
      if (type == null) {
        throw failed("the type at byte " + (next + 1) + " is none of Cayenne's");
      }
      next += 2;
      if (next + type.bytes() > payload.length) {
        throw failed("the payload ends within the value at byte " + next);
      }
      fields.set(type.name() + "_" + channel, type.value(payload, next));
      next += type.bytes();
    }
    return fields;
  }

  private static Rejection failed(String detail) {
    return new Rejection(Reason.DECODER_FAILED, detail);
  }

  /** How the values of one type are written. */
  private record Type(
      String name,
      List<Integer> sizes,
      int bytes,
      boolean signed,
      boolean halves,
      List<Integer> places,
      List<String> parts) {

    JsonNode value(byte[] payload, int at) {
      if (parts.isEmpty()) {
        return number(payload, at, sizes.get(0), places.get(0));
      }
      ObjectNode value = JsonNodeFactory.instance.objectNode();
      int next = at;
      for (int i = 0; i < parts.size(); i++) {
        value.set(parts.get(i), number(payload, next, sizes.get(i), places.get(i)));
        next += sizes.get(i);
      }
      return value;
    }

    private JsonNode number(byte[] payload, int at, int size, int decimals) {
      long raw = 0;
      for (int i = at; i < at + size; i++) {
        raw = (raw << 8) | (payload[i] & 0xFF);
      }
      if (signed) {
        int unused = 64 - 8 * size;
        raw = (raw << unused) >> unused;
      }
      if (halves) {
        return DecimalNode.valueOf(BigDecimal.valueOf(raw).multiply(HALF));
      }
      return decimals == 0
          ? LongNode.valueOf(raw)
          : DecimalNode.valueOf(BigDecimal.valueOf(raw, decimals));
    }
  }
}
