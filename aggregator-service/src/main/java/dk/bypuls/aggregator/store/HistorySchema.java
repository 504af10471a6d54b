package dk.bypuls.aggregator.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/** The history's tables in both schemas, made and kept up to date. */
final class HistorySchema {

  private static final Logger LOG = Logger.getLogger(HistorySchema.class);
  private static final String COMMUNITY_EDITION = "timescale";

  private final DataSource dataSource;
  private final HistorySettings settings;

  HistorySchema(DataSource dataSource, HistorySettings settings) {
    this.dataSource = dataSource;
    this.settings = settings;
  }

  /** What the tables are made of. */
  enum Kind {
    PLAIN("plain tables on PostgreSQL without TimescaleDB: retention deletes rows"),
    HYPERTABLES(
        "hypertables on TimescaleDB's Apache edition: retention drops chunks, no compression"),
    COMPRESSED("hypertables on TimescaleDB's Community edition, compressed when final");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Brings both schemas up to date and says what they are made of. */
  Kind migrate() throws SQLException {
    for (HistorySide side : HistorySide.all()) {
      flyway(dataSource, side.schema(), settings).load().migrate();
    }
    try (Connection connection = dataSource.getConnection()) {
      Kind kind = kind(connection);
      if (kind == Kind.COMPRESSED) {
        compress(connection);
      }
      LOG.infof("history: %s", kind.words());
      return kind;
    }
  }

  static FluentConfiguration flyway(
      DataSource dataSource, String schema, HistorySettings settings) {
    return Flyway.configure(HistorySchema.class.getClassLoader())
        .dataSource(dataSource)
        .schemas(schema)
        .createSchemas(false)
        .locations("classpath:db/history")
        .placeholders(Map.of("schema", schema, "chunk", settings.chunk().toString()));
  }

  static Kind kind(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet extension =
            statement.executeQuery(
                "select current_setting('timescaledb.license', true)"
                    + " from pg_extension where extname = 'timescaledb'")) {
      if (!extension.next()) {
        return Kind.PLAIN;
      }
      return COMMUNITY_EDITION.equals(extension.getString(1)) ? Kind.COMPRESSED : Kind.HYPERTABLES;
    }
  }

  /**
   * Has chunks compressed that no window is likely to come for: twice the longest usual lateness.
   */
  private static void compress(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (HistorySide side : HistorySide.all()) {
        if (!isCompressed(statement, side)) {
          statement.execute(
              """
              alter table %1$s.windows set (timescaledb.compress,
                timescaledb.compress_segmentby = 'family, series',
                timescaledb.compress_orderby = 'start_at, revision desc');
              select public.add_compression_policy('%1$s.windows', interval '14 days',
                if_not_exists => true)
              """
                  .formatted(side.schema()));
        }
      }
    }
  }

  private static boolean isCompressed(Statement statement, HistorySide side) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            """
            select from timescaledb_information.hypertables
            where hypertable_schema = '%s' and hypertable_name = 'windows' and compression_enabled
            """
                .formatted(side.schema()))) {
      return found.next();
    }
  }
}
