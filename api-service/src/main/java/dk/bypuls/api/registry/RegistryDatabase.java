package dk.bypuls.api.registry;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The registry's database: brought up to date once, and away at any other moment. */
public final class RegistryDatabase {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final DataSource source;
  private volatile boolean migrated;

  public RegistryDatabase(DataSource source) {
    this.source = source;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Makes the tables what this version needs; does nothing when that was done. */
  public synchronized void migrate() {
    if (!migrated) {
      RegistrySchema.migrate(source);
      migrated = true;
    }
  }

  public boolean isMigrated() {
    return migrated;
  }

  /** A connection for who knows what to do when there is none. */
  Connection connect() throws SQLException {
    return source.getConnection();
  }

  /**
   * Does all of the work or nothing of it.
   *
   * @throws ProblemException 503 when the database is away
   */
  public <T> T inTransaction(Work<T> work) {
    if (!migrated) {
      throw away(null);
    }
    try (Connection connection = source.getConnection()) {
      return commit(connection, work);
    } catch (SQLException e) {
      if (isAway(e)) {
        throw away(e);
      }
      throw new IllegalStateException("the registry's database refused a statement", e);
    }
  }

  private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
    boolean committed = false;
    connection.setAutoCommit(false);
    try {
      T result = work.with(connection);
      connection.commit();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollBack(connection);
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and what was not committed with it.
    }
  }

  /** Whether a failure says that nobody is there, and not that the statement is wrong. */
  static boolean isAway(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.startsWith("28");
  }

  private static ProblemException away(@Nullable Throwable cause) {
    ProblemException problem =
        Problem.unavailable(
                "The registry's database is away; nothing was changed. Try again soon.",
                RETRY_AFTER)
            .asException();
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
