package dk.bypuls.api.answer;

import dk.bypuls.api.answer.ParquetColumn.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows as a Parquet file: plain values in pages packed with zstd, one page of each column in each
 * row group (decision 16).
 *
 * <p>One row group is in memory at a time, and of the others where their pages are. A file that
 * ends early has no foot, and no program reads it.
 */
public final class ParquetBody implements Body {

  /** About 4 MB of plain values. */
  static final int ROWS_IN_GROUP = 20_000;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;

  private final Iterator<? extends Row> rows;
  private final Map<String, String> notes = new TreeMap<>();
  private final List<ParquetColumn> columns;
  private final List<Group> groups = new ArrayList<>();
  private long written;
  private boolean finished;

  public ParquetBody(Columns chosen, Head head, Iterator<? extends Row> rows) {
    this.rows = rows;
    this.columns = chosen.columns().stream().map(ParquetColumn::new).toList();
    notes.put("bypuls.dataset", head.dataset());
    if (head.sampled() != null) {
      notes.put("bypuls.sampled", head.sampled());
    }
  }

  /** The rows of a group, and where each column of them is. */
  private record Group(long count, List<Chunk> chunks) {}

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public byte[] next() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (written == 0) {
      out.writeBytes(MAGIC);
    }
    int count = 0;
    while (count < ROWS_IN_GROUP && rows.hasNext()) {
      Row row = rows.next();
      columns.forEach(column -> column.add(row));
      count++;
    }
    if (count > 0) {
      groups.add(new Group(count, writeChunks(out)));
    }
    if (count < ROWS_IN_GROUP) {
      out.writeBytes(foot());
      finished = true;
    }
    written += out.size();
    return out.toByteArray();
  }

  private List<Chunk> writeChunks(ByteArrayOutputStream out) {
    List<Chunk> chunks = new ArrayList<>();
    for (ParquetColumn column : columns) {
      chunks.add(column.writeTo(out, written + out.size()));
    }
    return chunks;
  }

  private byte[] foot() {
    byte[] metadata = metadata();
    return ByteBuffer.allocate(metadata.length + Integer.BYTES + MAGIC.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(metadata)
        .putInt(metadata.length)
        .put(MAGIC)
        .array();
  }

  private byte[] metadata() {
    List<Integer> schema = new ArrayList<>();
    for (int i = -1; i < columns.size(); i++) {
      schema.add(i);
    }
    return new ThriftWriter()
        .number(1, 1)
        .structs(2, schema, this::describe)
        .number(3, groups.stream().mapToLong(Group::count).sum())
        .structs(4, groups, ParquetBody::describe)
        .structs(
            5, notes.entrySet(), (out, note) -> out.text(1, note.getKey()).text(2, note.getValue()))
        .text(6, "bypuls version 1")
        .end()
        .bytes();
  }

  /** Describes a column; -1 is the row that they are in. */
  private void describe(ThriftWriter out, int index) {
    if (index < 0) {
      out.text(4, "window").number(5, columns.size());
      return;
    }
    ParquetColumn column = columns.get(index);
    out.number(1, column.physicalType()).number(3, OPTIONAL).text(4, column.name());
    switch (column.type()) {
      case TEXT, FLAGS -> out.number(6, UTF8).begin(10).begin(1).end().end();
      case INSTANT ->
          out.number(6, TIMESTAMP_MICROS)
              .begin(10)
              .begin(8)
              .yes(1)
              .begin(2)
              .begin(2)
              .end()
              .end()
              .end()
              .end();
      default -> {}
    }
  }

  private static void describe(ThriftWriter out, Group group) {
    out.structs(1, group.chunks(), (chunkOut, chunk) -> chunk.describe(chunkOut))
        .number(2, group.chunks().stream().mapToLong(Chunk::plainSize).sum())
        .number(3, group.count());
  }

  @Override
  public byte[] broken(String problem) {
    finished = true;
    return new byte[0];
  }

  @Override
  public void close() {}
}
