package dk.bypuls.api.answer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.BiConsumer;

/** Writes Thrift's compact protocol, as much of it as the head and foot of a Parquet file need. */
final class ThriftWriter {

  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  byte[] bytes() {
    return out.toByteArray();
  }

  ThriftWriter number(int field, int value) {
    head(field, I32);
    varint(((long) value << 1) ^ (value >> 31));
    return this;
  }

  ThriftWriter number(int field, long value) {
    head(field, I64);
    varint((value << 1) ^ (value >> 63));
    return this;
  }

  ThriftWriter text(int field, String value) {
    head(field, BINARY);
    text(value);
    return this;
  }

  ThriftWriter yes(int field) {
    head(field, TRUE);
    return this;
  }

  ThriftWriter begin(int field) {
    head(field, STRUCT);
    push();
    return this;
  }

  /** Ends a struct; the outermost as well. */
  ThriftWriter end() {
    out.write(0);
    last = outer.isEmpty() ? 0 : outer.pop();
    return this;
  }

  ThriftWriter numbers(int field, int... values) {
    list(field, I32, values.length);
    for (int value : values) {
      varint(((long) value << 1) ^ (value >> 31));
    }
    return this;
  }

  ThriftWriter texts(int field, String... values) {
    list(field, BINARY, values.length);
    for (String value : values) {
      text(value);
    }
    return this;
  }

  /** A list of structs, each written and ended here. */
  <T> ThriftWriter structs(int field, Collection<T> values, BiConsumer<ThriftWriter, T> each) {
    list(field, STRUCT, values.size());
    for (T value : values) {
      push();
      each.accept(this, value);
      end();
    }
    return this;
  }

  private void push() {
    outer.push(last);
    last = 0;
  }

  private void head(int field, int type) {
    int step = field - last;
    if (step > 0 && step <= SHORT) {
      out.write(step << 4 | type);
    } else {
      out.write(type);
      varint((long) field << 1);
    }
    last = field;
  }

  private void list(int field, int type, int size) {
    head(field, LIST);
    if (size < SHORT) {
      out.write(size << 4 | type);
    } else {
      out.write(SHORT << 4 | type);
      varint(size);
    }
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  private void varint(long value) {
    varint(out, value);
  }

  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
