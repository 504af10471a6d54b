package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.Batch.Published;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes one side's schema within its owner's transactions.
 *
 * <p>It moves the batch number and the positions only from where it believes them to be, so of two
 * writers one is refused. After any failure it must not be used again.
 */
final class SideWriter {

  /**
   * The order of the table's key: rows of one page lie together, and the index grows at few places.
   */
  private static final Comparator<Row> KEY_ORDER =
      Comparator.comparingInt((Row row) -> row.ids().family())
          .thenComparing(row -> row.published().window().start())
          .thenComparingInt(row -> row.ids().series())
          .thenComparingInt(row -> row.published().window().revision());

  private final Connection connection;
  private final HistorySide side;
  private final String topicId;
  private final String writer;
  private final SeriesIds series;
  private final WindowRows rows = new WindowRows();
  private final Map<Integer, Long> positions = new TreeMap<>();
  private int batchNumber;

  /** A window and the numbers of its series. */
  record Row(Published published, SeriesIds.Ids ids) {}

  SideWriter(
      Connection connection,
      HistorySide side,
      String topicId,
      String writer,
      HistorySettings settings) {
    this.connection = connection;
    this.side = side;
    this.topicId = topicId;
    this.writer = writer;
    this.series = new SeriesIds(connection, side, settings.rememberedSeries());
  }

  /** Reads where this side stands. */
  void read() throws SQLException {
    try (PreparedStatement statement =
            prepare("select topic_id, partition, next_offset from SCHEMA.sink_progress");
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        requireKnownTopic(found.getString(1));
        positions.put(found.getInt(2), found.getLong(3));
      }
    }
    try (PreparedStatement statement = prepare("select batch from SCHEMA.sink_batch");
        ResultSet found = statement.executeQuery()) {
      found.next();
      batchNumber = found.getInt(1);
    }
  }

  private void requireKnownTopic(String writtenFrom) {
    if (!writtenFrom.equals(topicId)) {
      throw new HistoryStoppedException(
          ("the topic %s was deleted and made again: the history was written from the one with id"
                  + " %s, and this one has id %s. Bring the old topic back; or, to go on with the"
                  + " new one from its beginning, run \"delete from %s.sink_progress\" as"
                  + " bypuls_sink")
              .formatted(side.topic(), writtenFrom, topicId, side.schema()));
    }
  }

  /** The next record of each partition that was ever written from. */
  Map<Integer, Long> positions() {
    return positions;
  }

  HistorySide side() {
    return side;
  }

  /** Writes a batch; its owner commits. */
  void write(Batch batch) throws SQLException, FencedException {
    moveBatchNumber();
    movePositions(batch.nextOffsets());
    copyWindows(batch);
    tellCompleteThrough(batch.through());
    addWithdrawals(batch.withdrawals());
    addSetAside(batch.setAside());
  }

  private void moveBatchNumber() throws SQLException, FencedException {
    try (PreparedStatement statement =
        prepare(
            "update SCHEMA.sink_batch set batch = batch + 1, writer = ?, written_at = now()"
                + " where batch = ?")) {
      statement.setString(1, writer);
      statement.setInt(2, batchNumber);
      requireMoved(1, statement.executeUpdate());
    }
    batchNumber++;
  }

  private void movePositions(Map<Integer, Long> nextOffsets) throws SQLException, FencedException {
    Map<Integer, Long> known = new TreeMap<>();
    for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
      Long expected = positions.put(next.getKey(), next.getValue());
      if (expected == null) {
        requireMoved(1, beginPosition(next.getKey(), next.getValue()));
      } else {
        known.put(next.getKey(), expected);
      }
    }
    if (!known.isEmpty()) {
      requireMoved(known.size(), movePositions(known, nextOffsets));
    }
  }

  private int beginPosition(int partition, long next) throws SQLException {
    try (PreparedStatement statement =
        prepare(
            "insert into SCHEMA.sink_progress (topic_id, topic, partition, next_offset)"
                + " values (?, ?, ?, ?) on conflict do nothing")) {
      statement.setString(1, topicId);
      statement.setString(2, side.topic().name());
      statement.setInt(3, partition);
      statement.setLong(4, next);
      return statement.executeUpdate();
    }
  }

  /** Moves all of them with one statement, each only from where it is believed to be. */
  private int movePositions(Map<Integer, Long> expected, Map<Integer, Long> nextOffsets)
      throws SQLException {
    try (PreparedStatement statement =
        prepare(
            "update SCHEMA.sink_progress known set next_offset = moved.next"
                + " from unnest(?::int[], ?::bigint[], ?::bigint[]) moved(partition, expected, next)"
                + " where known.topic_id = ? and known.partition = moved.partition"
                + " and known.next_offset = moved.expected")) {
      statement.setArray(1, array("int4", List.copyOf(expected.keySet())));
      statement.setArray(2, array("int8", List.copyOf(expected.values())));
      statement.setArray(
          3, array("int8", expected.keySet().stream().map(nextOffsets::get).toList()));
      statement.setString(4, topicId);
      return statement.executeUpdate();
    }
  }

  private Array array(String type, List<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  private void requireMoved(int wanted, int moved) throws FencedException {
    if (moved != wanted) {
      throw new FencedException(
          "another instance has written the history of "
              + side.topic()
              + " further: this one wrote nothing and reads again where it stands");
    }
  }

  private void copyWindows(Batch batch) throws SQLException {
    if (batch.windows().isEmpty() && batch.past().isEmpty()) {
      return;
    }
    List<Row> sorted = rows(batch.windows());
    if (!batch.past().isEmpty()) {
      sorted.addAll(new KnownWindows(connection, side).without(rows(batch.past()), sorted));
    }
    if (sorted.isEmpty()) {
      return;
    }
    sorted.sort(KEY_ORDER);
    rows.clear();
    for (Row row : sorted) {
      rows.add(row.published().window(), row.published().at(), row.ids(), batchNumber);
    }
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(WindowRows.copyCommand(side));
    try {
      rows.rows().sendTo(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        // Otherwise the driver keeps the connection to this copy, and the rollback waits forever.
        copy.cancelCopy();
      }
    }
  }

  private List<Row> rows(List<Published> windows) throws SQLException {
    series.learn(windows.stream().map(Published::series).toList());
    List<Row> rows = new ArrayList<>(windows.size());
    for (Published window : windows) {
      rows.add(new Row(window, series.of(window.series())));
    }
    return rows;
  }

  /** In one statement: each minute of each partition says it of each dataset and resolution. */
  private void tellCompleteThrough(Map<Batch.Progress, Instant> through) throws SQLException {
    if (through.isEmpty()) {
      return;
    }
    List<Batch.Progress> told = List.copyOf(through.keySet());
    try (PreparedStatement statement =
        prepare(
            "insert into SCHEMA.complete_through as known (dataset, resolution, partition, through)"
                + " select * from unnest(?::text[], ?::smallint[], ?::int[], ?::timestamptz[])"
                + " on conflict (dataset, resolution, partition)"
                + " do update set through = greatest(known.through, excluded.through)")) {
      statement.setArray(1, array("text", told.stream().map(Batch.Progress::dataset).toList()));
      statement.setArray(
          2, array("int2", told.stream().map(it -> it.resolution().number()).toList()));
      statement.setArray(3, array("int4", told.stream().map(Batch.Progress::partition).toList()));
      statement.setArray(
          4, array("text", told.stream().map(it -> String.valueOf(through.get(it))).toList()));
      statement.executeUpdate();
    }
  }

  private void addWithdrawals(List<Batch.Withdrawal> withdrawals) throws SQLException {
    if (withdrawals.isEmpty()) {
      return;
    }
    // The same withdrawal may come by several partitions.
    try (PreparedStatement statement =
        prepare(
            "insert into SCHEMA.withdrawn (dataset, from_at, to_at, withdrawn_at, reason)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      for (Batch.Withdrawal withdrawal : withdrawals) {
        statement.setString(1, withdrawal.withdrawn().dataset());
        statement.setTimestamp(2, Timestamp.from(withdrawal.withdrawn().from()));
        statement.setTimestamp(3, Timestamp.from(withdrawal.withdrawn().to()));
        statement.setTimestamp(4, Timestamp.from(withdrawal.at()));
        statement.setString(5, withdrawal.withdrawn().reason());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void addSetAside(List<Batch.SetAside> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        prepare(
            "insert into SCHEMA.set_aside"
                + " (topic_id, partition, \"offset\", appended_at, reason, bytes)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (Batch.SetAside record : records) {
        statement.setString(1, topicId);
        statement.setInt(2, record.source().partition());
        statement.setLong(3, record.source().offset());
        statement.setTimestamp(4, new Timestamp(record.source().timestamp()));
        statement.setString(5, record.reason());
        statement.setBytes(6, record.source().value());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql.replace("SCHEMA", side.schema()));
  }
}
