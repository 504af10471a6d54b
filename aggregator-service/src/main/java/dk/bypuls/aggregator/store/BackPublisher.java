package dk.bypuls.aggregator.store;

import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.RegistryFollower;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Carries out the registry's orders to publish what was kept inside, and other work on the past,
 * one after the other. Of all instances one does; whatever is away, it waits and goes on from where
 * the database says.
 */
final class BackPublisher implements Runnable {

  private static final Logger LOG = Logger.getLogger(BackPublisher.class);

  /** Which lock the one that publishes back holds: "BYPULS" in hexadecimal, and its 2. */
  private static final long LOCK = 0x42_59_50_55_4c_53_0002L;

  private static final Duration LOOK_WHETHER_STORED = Duration.ofMillis(100);

  private final DataSource dataSource;
  private final HistorySettings settings;
  private final RegistryFollower registry;
  private final String bootstrapServers;
  private final List<PastWork> others;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Set<String> over = new HashSet<>();
  private String lastTrouble = "";

  BackPublisher(
      DataSource dataSource,
      HistorySettings settings,
      RegistryFollower registry,
      String bootstrapServers,
      List<PastWork> others) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.registry = registry;
    this.bootstrapServers = bootstrapServers;
    this.others = List.copyOf(others);
  }

  /** Has {@link #run} return soon. */
  void stop() {
    stopping.countDown();
  }

  @Override
  public void run() {
    while (pause(settings.standbyCheck())) {
      try {
        if (registry.isRead() && hasOrders()) {
          carryOut();
        }
      } catch (SQLException | RuntimeException e) {
        trouble(e);
      }
    }
  }

  private boolean hasOrders() {
    return others.stream().anyMatch(PastWork::waits)
        || registry.get().backPublications().stream().anyMatch(order -> !over.contains(order.id()));
  }

  private void carryOut() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PastTopic topic = new PastTopic(bootstrapServers)) {
      if (!isTurn(connection)) {
        return;
      }
      for (BackPublication order : registry.get().backPublications()) {
        if (stopping.getCount() > 0 && !over.contains(order.id())) {
          carryOut(order, connection, topic);
        }
      }
      PastHistory past = new PastHistory(connection, topic, () -> pause(LOOK_WHETHER_STORED));
      for (PastWork other : others) {
        if (stopping.getCount() > 0) {
          other.carryOut(past);
        }
      }
      lastTrouble = "";
    }
  }

  private void carryOut(BackPublication order, Connection connection, PastTopic topic)
      throws SQLException {
    boolean wasOver = BackProgress.read(connection, order.id(), order.from()).isOver();
    BackProgress progress =
        new BackPublishing(connection, registry, topic, order, settings.backPublicationBatch())
            .run(() -> pause(LOOK_WHETHER_STORED));
    if (progress.isOver()) {
      over.add(order.id());
      if (!wasOver) {
        LOG.infof(
            "history: %s of dataset=%s is %s: %d windows published, %d passed over. %s",
            order.id(),
            order.dataset(),
            progress.state(),
            progress.published(),
            progress.passedOver(),
            progress.detail());
      }
    }
  }

  private static boolean isTurn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
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
