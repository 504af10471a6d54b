package dk.bypuls.events.registry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in a payload which field is.
 *
 * @param messages the kinds of message; the first that fits a payload reads it
 */
public record Layout(List<Message> messages) {

  public Layout {
    messages = List.copyOf(messages);
  }

  /**
   * One kind of message.
   *
   * @param ports of which ports; empty for any
   * @param firstBytes with which first byte; empty for any
   * @param stored the values that were measured earlier; absent where there are none
   * @param tagged the part in which each value has its type before it; absent where there is none
   */
  public record Message(
      List<Integer> ports,
      List<Integer> firstBytes,
      List<Field> fields,
      @Nullable Stored stored,
      @Nullable Tagged tagged) {
    public Message {
      ports = List.copyOf(ports);
      firstBytes = List.copyOf(firstBytes);
      fields = List.copyOf(fields);
    }
  }

  /**
   * One value.
   *
   * @param at its first byte, from 0
   * @param bytes how many bytes it has
   * @param little whether its last byte comes first
   * @param lowBit the lowest of the bits that are meant; absent where all are
   * @param highBit the highest of them
   * @param scale the field is {@code raw × scale + offset}
   * @param missing the numbers by which the device says that it has no value
   * @param words what numbers stand for: a number, true, false or a word; empty where they stand
   *     for themselves
   * @param required whether a payload that ends before it is refused; the field is absent otherwise
   */
  public record Field(
      String name,
      int at,
      Type type,
      int bytes,
      boolean little,
      @Nullable Integer lowBit,
      @Nullable Integer highBit,
      BigDecimal scale,
      BigDecimal offset,
      List<Long> missing,
      Map<Long, String> words,
      boolean required) {
    public Field {
      missing = List.copyOf(missing);
      // In their order, so that it is always written the same.
      words = Collections.unmodifiableMap(new TreeMap<>(words));
    }
  }

  /**
   * Blocks of equal length to the end of the payload.
   *
   * @param name the field that becomes the list of them, each with its {@code age} in seconds
   * @param at the first byte of the first
   * @param size how many bytes each has
   * @param every how much older each is than its neighbour
   * @param oldestFirst whether the last is the newest; the first is otherwise
   * @param fields where {@code at} counts from the beginning of the block
   */
  public record Stored(
      String name, int at, int size, Duration every, boolean oldestFirst, List<Field> fields) {
    public Stored {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Values that each have their type before them.
   *
   * @param at the first byte of the first
   * @param typeBytes how many bytes a type has
   * @param lengthByte whether a byte between type and value says how long the value is
   */
  public record Tagged(int at, int typeBytes, boolean lengthByte, List<Value> values) {
    public Tagged {
      values = List.copyOf(values);
    }
  }

  /**
   * The value of one type.
   *
   * @param size how many bytes it has
   * @param fields where {@code at} counts from the beginning of the value
   */
  public record Value(int type, int size, List<Field> fields) {
    public Value {
      fields = List.copyOf(fields);
    }
  }

  /** How numbers are written. */
  public enum Type {
    U8("u8", 1),
    I8("i8", 1),
    U16("u16", 2),
    I16("i16", 2),
    U24("u24", 3),
    I24("i24", 3),
    U32("u32", 4),
    I32("i32", 4),
    F32("f32", 4),
    F64("f64", 8),
    /** Two decimal digits in each byte. */
    BCD("bcd", 0);

    private final String id;
    private final int bytes;

    Type(String id, int bytes) {
      this.id = id;
      this.bytes = bytes;
    }

    public String id() {
      return id;
    }

    /** How many bytes it has; 0 where that has to be said. */
    public int bytes() {
      return bytes;
    }

    public boolean isSigned() {
      return this == I8 || this == I16 || this == I24 || this == I32;
    }

    public boolean isFloat() {
      return this == F32 || this == F64;
    }

    public static Optional<Type> find(String id) {
      return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }

    /** The names of all. */
    public static List<String> ids() {
      return Arrays.stream(values()).map(Type::id).toList();
    }
  }
}
