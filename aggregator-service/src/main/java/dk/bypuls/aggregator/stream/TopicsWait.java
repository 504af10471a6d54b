package dk.bypuls.aggregator.stream;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Waits for Kafka, and for the topics that ingest-service creates. */
final class TopicsWait {

  private static final Logger LOG = Logger.getLogger(TopicsWait.class);
  private static final Duration NEXT_LOOK = Duration.ofSeconds(1);
  private static final int LOOKS_PER_LINE = 10;

  private final String bootstrapServers;
  private volatile String waitingFor = "waiting for Kafka";
  private volatile boolean there;

  TopicsWait(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  boolean areThere() {
    return there;
  }

  /** What it waits for, in plain words. */
  String waitingFor() {
    return waitingFor;
  }

  /** Returns when all topics are there: where the registry's ends now. */
  long awaitTopics() throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "bypuls-aggregator-start",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000))) {
      for (int look = 0; !look(admin); look++) {
        if (look % LOOKS_PER_LINE == 0) {
          LOG.info(waitingFor);
        }
        Thread.sleep(NEXT_LOOK.toMillis());
      }
      return endOfRegistry(admin);
    }
  }

  private boolean look(Admin admin) throws InterruptedException {
    try {
      Set<String> existing = admin.listTopics().names().get();
      List<String> missing =
          Topics.all().stream().map(Topic::name).filter(name -> !existing.contains(name)).toList();
      waitingFor = "waiting for the topics that ingest-service creates: " + missing;
      there = missing.isEmpty();
      return there;
    } catch (ExecutionException e) {
      waitingFor = "waiting for Kafka at " + bootstrapServers + ": " + e.getMessage();
      return false;
    }
  }

  private long endOfRegistry(Admin admin) throws InterruptedException {
    TopicPartition only = new TopicPartition(Topics.REGISTRY.name(), 0);
    while (true) {
      try {
        return admin
            .listOffsets(Map.of(only, OffsetSpec.latest()))
            .partitionResult(only)
            .get()
            .offset();
      } catch (ExecutionException e) {
        waitingFor = "waiting for Kafka to say where the registry ends: " + e.getMessage();
        LOG.info(waitingFor);
        Thread.sleep(NEXT_LOOK.toMillis());
      }
    }
  }
}
