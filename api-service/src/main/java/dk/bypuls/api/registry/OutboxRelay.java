package dk.bypuls.api.registry;

import dk.bypuls.api.registry.Outbox.Letter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Tells the topic what the database decided, in order. Of all api instances one relays at a time.
 *
 * <p>It stops at nothing: whatever is away, it waits and begins anew. Telling twice is harmless,
 * because every record has a version.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  /** The number of the lock that the relaying instance holds; "bypulsre" in ASCII. */
  private static final long LOCK = 0x627970756c737265L;

  /** What is new is notified; this is how often it is looked for all the same. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  private final RegistryDatabase database;
  private final String bootstrapServers;
  private final RegistrySettings settings;
  private final Thread thread = new Thread(this::run, "registry-relay");
  private volatile boolean running = true;
  private volatile @Nullable Connection current;
  private volatile String lastTrouble = "";

  public OutboxRelay(
      RegistryDatabase database, String bootstrapServers, RegistrySettings settings) {
    this.database = database;
    this.bootstrapServers = bootstrapServers;
    this.settings = settings;
    thread.setDaemon(true);
  }

  /** What keeps the registry from being told; empty when nothing does. */
  public String trouble() {
    return lastTrouble;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    abort(current);
    try {
      thread.join(STOP_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a wait for the database, which an interrupt does not reach. */
  private static void abort(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("the relay's connection was gone already", e);
    }
  }

  private void run() {
    while (running) {
      try {
        database.migrate();
        relay();
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | ExecutionException | TimeoutException | FlywayException e) {
        trouble("the registry is not told at the moment: " + cause(e));
      } catch (RuntimeException e) {
        LOG.error("the registry is not told, for a reason nobody foresaw; trying again", e);
      }
      pause(settings.retryWait());
    }
  }

  private static String cause(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Each trouble is said once, not once a second. */
  private void trouble(String message) {
    if (running && !message.equals(lastTrouble)) {
      LOG.warn(message + "; trying again");
      lastTrouble = message;
    }
  }

  private void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay()
      throws SQLException, InterruptedException, ExecutionException, TimeoutException {
    try (Connection connection = database.connect()) {
      current = connection;
      connection.setAutoCommit(true);
      if (isLeader(connection)) {
        try (RegistryTopic topic =
            new RegistryTopic(bootstrapServers, settings.acknowledgeWait())) {
          lead(connection, topic);
        } finally {
          resign(connection);
        }
      }
    } finally {
      current = null;
    }
  }

  private static boolean isLeader(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
      return result.next() && result.getBoolean(1);
    }
  }

  /** The connection goes back to a pool, so it must not keep the lock. */
  private static void resign(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      statement.execute("select pg_advisory_unlock(" + LOCK + ")");
      statement.execute("unlisten " + Outbox.CHANNEL);
    } catch (SQLException e) {
      LOG.debug("the lock went with its connection", e);
    }
  }

  private void lead(Connection connection, RegistryTopic topic)
      throws SQLException, InterruptedException, ExecutionException, TimeoutException {
    PGConnection notifications = connection.unwrap(PGConnection.class);
    try (Statement listen = connection.createStatement()) {
      listen.execute("listen " + Outbox.CHANNEL);
    }
    Telling telling = new Telling(connection, topic);
    long lookedAt = 0;
    while (running) {
      List<Letter> letters = Outbox.oldest(connection);
      if (letters.isEmpty() && !isOlderThan(lookedAt, settings.topicCheck())) {
        notifications.getNotifications(Math.toIntExact(POLL.toMillis()));
        continue;
      }
      Optional<RegistryTopic.Found> found = topic.find();
      if (found.isEmpty()) {
        trouble("the registry's topic is not there yet; ingest-service creates it");
        pause(settings.retryWait());
        continue;
      }
      lookedAt = System.nanoTime();
      telling.tell(found.get(), letters);
      if (!lastTrouble.isEmpty()) {
        LOG.info("the registry is told again");
        lastTrouble = "";
      }
    }
  }

  private static boolean isOlderThan(long nanoTime, Duration age) {
    return nanoTime == 0 || System.nanoTime() - nanoTime > age.toNanos();
  }
}
