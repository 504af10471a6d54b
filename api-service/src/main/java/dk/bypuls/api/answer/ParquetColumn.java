package dk.bypuls.api.answer;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The values of one column of a Parquet file that are in the row group which is being made. */
final class ParquetColumn {

  static final int BYTE_ARRAY = 6;
  static final int DOUBLE = 5;
  static final int INT64 = 2;

  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int ZSTD = 6;
  private static final int DATA_PAGE = 0;
  private static final long MICROS = 1_000_000;

  private final Column column;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteArrayOutputStream levels = new ByteArrayOutputStream();
  private final ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private int count;
  private int run;
  private boolean runIsThere;

  ParquetColumn(Column column) {
    this.column = column;
  }

  String name() {
    return column.name();
  }

  Column.Type type() {
    return column.type();
  }

  /** How its values lie in the file. */
  int physicalType() {
    return switch (column.type()) {
      case TEXT, FLAGS -> BYTE_ARRAY;
      case INSTANT, WHOLE -> INT64;
      case DECIMAL -> DOUBLE;
    };
  }

  void add(Row row) {
    Object value = column.of(row);
    count++;
    level(value != null);
    if (value instanceof Instant instant) {
      long micros = Math.multiplyExact(instant.getEpochSecond(), MICROS);
      eight(micros + instant.getNano() / 1000);
    } else if (value instanceof Long whole) {
      eight(whole);
    } else if (value instanceof Column.Decimal number) {
      // Both are exact as doubles, so that this is the double next to the decimal.
      eight(Double.doubleToRawLongBits(number.scaled() / Math.pow(10, number.places())));
    } else if (value instanceof List<?> flags) {
      text(flags.stream().map(RowText::name).collect(Collectors.joining(" ")));
    } else if (value != null) {
      text(value.toString());
    }
  }

  private void eight(long bits) {
    values.writeBytes(eight.putLong(0, bits).array());
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    values.write(bytes.length);
    values.write(bytes.length >>> 8);
    values.write(bytes.length >>> 16);
    values.write(bytes.length >>> 24);
    values.writeBytes(bytes);
  }

  /** Whether there is a value is told in runs of rows. */
  private void level(boolean isThere) {
    if (run > 0 && isThere != runIsThere) {
      endRun();
    }
    runIsThere = isThere;
    run++;
  }

  private void endRun() {
    if (run > 0) {
      ThriftWriter.varint(levels, (long) run << 1);
      levels.write(runIsThere ? 1 : 0);
    }
    run = 0;
  }

  /** Writes its one page, which begins at that place of the file. It is empty afterwards. */
  Chunk writeTo(ByteArrayOutputStream out, long offset) {
    endRun();
    ByteBuffer plain =
        ByteBuffer.allocate(Integer.BYTES + levels.size() + values.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(levels.size())
            .put(levels.toByteArray())
            .put(values.toByteArray());
    byte[] packed = Zstd.compress(plain.array());
    byte[] head =
        new ThriftWriter()
            .number(1, DATA_PAGE)
            .number(2, plain.capacity())
            .number(3, packed.length)
            .begin(5)
            .number(1, count)
            .number(2, PLAIN)
            .number(3, RLE)
            .number(4, RLE)
            .end()
            .end()
            .bytes();
    out.writeBytes(head);
    out.writeBytes(packed);
    long size = (long) head.length + packed.length;
    long plainSize = (long) head.length + plain.capacity();
    Chunk chunk = new Chunk(column.name(), physicalType(), count, offset, plainSize, size);
    values.reset();
    levels.reset();
    count = 0;
    return chunk;
  }

  /** Where the values of a column in a row group are. */
  record Chunk(String name, int type, long count, long offset, long plainSize, long size) {

    void describe(ThriftWriter out) {
      out.number(2, offset)
          .begin(3)
          .number(1, type)
          .numbers(2, PLAIN, RLE)
          .texts(3, name)
          .number(4, ZSTD)
          .number(5, count)
          .number(6, plainSize)
          .number(7, size)
          .number(9, offset)
          .end();
    }
  }
}
