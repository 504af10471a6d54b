package dk.bypuls.aggregator.store;

import dk.bypuls.events.registry.RegistryFollower;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Carries out the registry's orders to work on the past, one after the other. Of all instances one
 * does; whatever is away, it waits and goes on from where the database says.
 */
final class PastWorker implements Runnable {

  private static final Logger LOG = Logger.getLogger(PastWorker.class);

  private static final Duration LOOK_WHETHER_STORED = Duration.ofMillis(100);

  private final Turn turn;
  private final DataSource dataSource;
  private final HistorySettings settings;
  private final RegistryFollower registry;
  private final String bootstrapServers;
  private final List<PastWork> works;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private String lastTrouble = "";

  /** Works of one turn wait for each other; those of another do not wait for them. */
  enum Turn {
    /** What makes windows of the past public; it may take hours. */
    PUBLISHING(0x42_59_50_55_4c_53_0002L),
    /** What takes them back. */
    RECALLING(0x42_59_50_55_4c_53_0003L),
    /** What makes them stricter. */
    TIGHTENING(0x42_59_50_55_4c_53_0004L);

    /** Which lock the one that works holds: "BYPULS" in hexadecimal, and a number. */
    private final long lock;

    Turn(long lock) {
      this.lock = lock;
    }
  }

  PastWorker(
      Turn turn,
      DataSource dataSource,
      HistorySettings settings,
      RegistryFollower registry,
      String bootstrapServers,
      List<PastWork> works) {
    this.turn = turn;
    this.dataSource = dataSource;
    this.settings = settings;
    this.registry = registry;
    this.bootstrapServers = bootstrapServers;
    this.works = List.copyOf(works);
  }

  /** Has {@link #run} return soon. */
  void stop() {
    stopping.countDown();
  }

  @Override
  public void run() {
    while (pause(settings.standbyCheck())) {
      try {
        if (registry.isRead() && works.stream().anyMatch(PastWork::waits)) {
          carryOut();
        }
      } catch (SQLException | RuntimeException e) {
        trouble(e);
      }
    }
  }

  private void carryOut() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PastTopic topic = new PastTopic(bootstrapServers)) {
      if (!isTurn(connection)) {
        return;
      }
      PastHistory past = new PastHistory(connection, topic, () -> pause(LOOK_WHETHER_STORED));
      for (PastWork work : works) {
        if (stopping.getCount() > 0) {
          work.carryOut(past);
        }
      }
      lastTrouble = "";
    }
  }

  private boolean isTurn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery("select pg_try_advisory_lock(" + turn.lock + ")")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Each trouble is said once. */
  private void trouble(Exception e) {
    String what = e instanceof KafkaException ? "Kafka" : "the database";
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (!message.equals(lastTrouble)) {
      LOG.warnf("history: work on the past waits for %s and tries again: %s", what, message);
      lastTrouble = message;
    }
  }

  /** Answers whether to go on. */
  private boolean pause(Duration duration) {
    try {
      return !stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
