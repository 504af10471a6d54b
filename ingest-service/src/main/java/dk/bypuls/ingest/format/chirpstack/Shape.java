package dk.bypuls.ingest.format.chirpstack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a protobuf message that are read, by their numbers, and what its JSON calls them.
 */
record Shape(Map<Integer, Field> fields) {

  private static final Shape DEVICE_INFO = of(8, text("devEui"));
  private static final Shape LORA = of(2, unsigned("spreadingFactor"));
  private static final Shape MODULATION = of(3, message("lora", LORA));
  private static final Shape SENT =
      new Shape(Map.of(1, unsigned("frequency"), 2, message("modulation", MODULATION)));
  private static final Shape HEARD =
      new Shape(Map.of(6, signed("rssi"), 7, new Field("snr", Kind.FLOAT, false, null)));

  /** An event {@code up}. */
  static final Shape UPLINK =
      new Shape(
          Map.ofEntries(
              Map.entry(1, text("deduplicationId")),
              Map.entry(2, new Field("time", Kind.TIME, false, null)),
              Map.entry(3, message("deviceInfo", DEVICE_INFO)),
              Map.entry(4, text("devAddr")),
              Map.entry(7, unsigned("fCnt")),
              Map.entry(8, unsigned("fPort")),
              Map.entry(10, new Field("data", Kind.BYTES, false, null)),
              Map.entry(11, new Field("object", Kind.STRUCT, false, null)),
              Map.entry(12, new Field("rxInfo", Kind.MESSAGE, true, HEARD)),
              Map.entry(13, message("txInfo", SENT))));

  /** An event {@code status}. */
  static final Shape STATUS =
      new Shape(
          Map.of(
              1, text("deduplicationId"),
              2, new Field("time", Kind.TIME, false, null),
              3, message("deviceInfo", DEVICE_INFO),
              5, signed("margin"),
              6, new Field("externalPowerSource", Kind.TRUTH, false, null),
              7, new Field("batteryLevelUnavailable", Kind.TRUTH, false, null),
              8, new Field("batteryLevel", Kind.FLOAT, false, null)));

  /** An event {@code log}. */
  static final Shape LOG = of(3, new Field("level", Kind.LEVEL, false, null));

  private static Shape of(int number, Field field) {
    return new Shape(Map.of(number, field));
  }

  private static Field text(String name) {
    return new Field(name, Kind.TEXT, false, null);
  }

  private static Field unsigned(String name) {
    return new Field(name, Kind.UNSIGNED, false, null);
  }

  private static Field signed(String name) {
    return new Field(name, Kind.SIGNED, false, null);
  }

  private static Field message(String name, Shape shape) {
    return new Field(name, Kind.MESSAGE, false, shape);
  }

  /** How a field is written. */
  enum Kind {
    BYTES(2),
    FLOAT(5),
    LEVEL(0),
    MESSAGE(2),
    SIGNED(0),
    STRUCT(2),
    TEXT(2),
    TIME(2),
    TRUTH(0),
    UNSIGNED(0);

    private final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }

    int wireType() {
      return wireType;
    }
  }

  /**
   * A field.
   *
   * @param shape of the message in it
   */
  record Field(String name, Kind kind, boolean repeated, @Nullable Shape shape) {}
}
