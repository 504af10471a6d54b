package dk.bypuls.aggregator.store;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Registry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * How long each dataset's windows are kept, and that they are kept no longer.
 *
 * <p>What the registry says is written down: a dataset that is no longer registered keeps the
 * retention that it had.
 */
final class HistoryRetention {

  private static final Logger LOG = Logger.getLogger(HistoryRetention.class);

  /** A chunk goes when even its longest windows are over. */
  private static final Resolution LONGEST = Resolution.P1M;

  /** So long after a recall an instance may not have heard of it, at most. */
  private static final Duration LATECOMERS = Duration.ofDays(1);

  private final DataSource dataSource;
  private final Period otherwise;

  HistoryRetention(DataSource dataSource, Period otherwise) {
    this.dataSource = dataSource;
    this.otherwise = otherwise;
  }

  void learn(Registry registry) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      for (HistorySide side : HistorySide.all()) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "insert into "
                    + side.schema()
                    + ".retention (dataset, keep) values (?, ?::interval)"
                    + " on conflict (dataset) do update set keep = excluded.keep")) {
          for (Dataset dataset : registry.datasets()) {
            if (dataset.retention() != null) {
              statement.setString(1, dataset.id());
              statement.setString(2, dataset.retention().toString());
              statement.addBatch();
            }
          }
          statement.executeBatch();
        }
      }
    }
  }

  /** Takes away what is over; answers how many rows were deleted, apart from whole chunks. */
  long enforce() throws SQLException {
    long deleted = 0;
    try (Connection connection = dataSource.getConnection()) {
      boolean chunks = HistorySchema.kind(connection) != HistorySchema.Kind.PLAIN;
      for (HistorySide side : HistorySide.all()) {
        int dropped = chunks ? dropChunks(connection, side) : 0;
        long rows = deleteRows(connection, side) + deleteSetAside(connection, side);
        if (dropped > 0 || rows > 0) {
          LOG.infof(
              "history: retention took %d chunks and %d rows from %s",
              dropped, rows, side.schema());
        }
        deleted += rows;
      }
    }
    return deleted;
  }

  /**
   * Takes away what was recalled and came all the same, from an instance that had not heard of it.
   * Answers how many rows.
   */
  long enforceRecalls(Registry registry) throws SQLException {
    AtomicLong deleted = new AtomicLong();
    try (Connection connection = dataSource.getConnection()) {
      for (Recall recall : registry.recalls()) {
        new RecalledRows(connection, recall.dataset(), stretch(registry, recall))
            .delete(deleted::addAndGet);
      }
    }
    if (deleted.get() > 0) {
      LOG.warnf("history: %d rows that were recalled before had come again", deleted.get());
    }
    return deleted.get();
  }

  /**
   * Of a recall without an end no more than what its latecomers may be of. A later decision ends
   * it, and one that is taken back must not make an end of what was public by it.
   */
  private static Recall.Stretch stretch(Registry registry, Recall recall) {
    Recall.Stretch whole =
        recall.stretch(registry.dataset(recall.dataset()).map(Dataset::publication).orElse(null));
    Instant last = recall.at().plus(LATECOMERS);
    return recall.to() == null && last.isBefore(whole.to())
        ? new Recall.Stretch(whole.from(), last)
        : whole;
  }

  /** The cheap way, where everything in a chunk is over. */
  private int dropChunks(Connection connection, HistorySide side) throws SQLException {
    String sql =
        """
        select count(*) from (
          select public.drop_chunks('SCHEMA.windows', older_than => oldest)
          from (select min(now() - coalesce(r.keep, ?::interval)) - ?::interval as oldest
                from SCHEMA.families f left join SCHEMA.retention r using (dataset)) limits
          where oldest is not null) dropped
        """;
    try (PreparedStatement statement = prepare(connection, side, sql)) {
      statement.setString(1, otherwise.toString());
      statement.setString(2, LONGEST.usualLength().toString());
      try (ResultSet dropped = statement.executeQuery()) {
        dropped.next();
        return dropped.getInt(1);
      }
    }
  }

  private long deleteRows(Connection connection, HistorySide side) throws SQLException {
    long deleted = 0;
    String delete =
        """
        delete from SCHEMA.windows
        where family = ? and start_at < now() - ?::interval and end_at <= now() - ?::interval
        """;
    try (Statement statement = connection.createStatement();
        PreparedStatement deletion = prepare(connection, side, delete);
        ResultSet families =
            statement.executeQuery(
                "select f.id, coalesce(r.keep, interval 'OTHERWISE') from SCHEMA.families f left join SCHEMA.retention r using (dataset)"
                    .replace("OTHERWISE", otherwise.toString())
                    .replace("SCHEMA", side.schema()))) {
      while (families.next()) {
        deletion.setInt(1, families.getInt(1));
        deletion.setString(2, families.getString(2));
        deletion.setString(3, families.getString(2));
        deleted += deletion.executeLargeUpdate();
      }
    }
    return deleted;
  }

  /** They hold what nobody could read: as long as what ingest could not, and no longer. */
  private static long deleteSetAside(Connection connection, HistorySide side) throws SQLException {
    String sql = "delete from SCHEMA.set_aside where appended_at < now() - ?::interval";
    try (PreparedStatement deletion = prepare(connection, side, sql)) {
      deletion.setString(1, Topics.QUARANTINE.retention().toString());
      return deletion.executeLargeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, HistorySide side, String sql)
      throws SQLException {
    return connection.prepareStatement(sql.replace("SCHEMA", side.schema()));
  }
}
