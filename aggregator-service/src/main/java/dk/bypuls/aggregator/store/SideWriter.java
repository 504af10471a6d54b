package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.Batch.Published;
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
      requireOne(statement.executeUpdate());
    }
    batchNumber++;
  }

  private void movePositions(Map<Integer, Long> nextOffsets) throws SQLException, FencedException {
    for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
      Long expected = positions.put(next.getKey(), next.getValue());
      requireOne(
          expected == null
              ? beginPosition(next.getKey(), next.getValue())
              : movePosition(next.getKey(), expected, next.getValue()));
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

  private int movePosition(int partition, long expected, long next) throws SQLException {
    try (PreparedStatement statement =
        prepare(
            "update SCHEMA.sink_progress set next_offset = ?"
                + " where topic_id = ? and partition = ? and next_offset = ?")) {
      statement.setLong(1, next);
      statement.setString(2, topicId);
      statement.setInt(3, partition);
      statement.setLong(4, expected);
      return statement.executeUpdate();
    }
  }

  private void requireOne(int moved) throws FencedException {
    if (moved != 1) {
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

  private void tellCompleteThrough(Map<Batch.Progress, Instant> through) throws SQLException {
    if (through.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        prepare(
            "insert into SCHEMA.complete_through as known (dataset, resolution, partition, through)"
                + " values (?, ?, ?, ?) on conflict (dataset, resolution, partition)"
                + " do update set through = greatest(known.through, excluded.through)")) {
      for (Map.Entry<Batch.Progress, Instant> told : through.entrySet()) {
        statement.setString(1, told.getKey().dataset());
        statement.setInt(2, told.getKey().resolution().number());
        statement.setInt(3, told.getKey().partition());
        statement.setTimestamp(4, Timestamp.from(told.getValue()));
        statement.addBatch();
      }
      statement.executeBatch();
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
