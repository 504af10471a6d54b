package dk.bypuls.api.registryview;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.RegistryFollower;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the registry's topic from its beginning, and asks Kafka where it ends. */
@ApplicationScoped
public class RegistryReader {

  private static final Logger LOG = Logger.getLogger(RegistryReader.class);
  private static final String CHANNEL = "registry";
  private static final TopicPartition PARTITION = new TopicPartition(Topics.REGISTRY.name(), 0);
  private static final Duration NEXT_ATTEMPT = Duration.ofMillis(200);

  private final RegistryFollower follower;
  private final KafkaClientService kafka;
  private final Vertx vertx;

  RegistryReader(RegistryView view, KafkaClientService kafka, Vertx vertx) {
    this.follower = view.follower();
    this.kafka = kafka;
    this.vertx = vertx;
  }

  @Incoming(CHANNEL)
  @Blocking
  void read(ConsumerRecord<byte[], byte[]> record) {
    follower.accept(record.offset(), record.value());
  }

  void start(@Observes StartupEvent event) {
    askLater();
  }

  private void askLater() {
    vertx.setTimer(NEXT_ATTEMPT.toMillis(), timer -> askForEnd());
  }

  private void askForEnd() {
    KafkaConsumer<byte[], byte[]> consumer = kafka.getConsumer(CHANNEL);
    Uni<Long> end = consumer.runOnPollingThread(RegistryReader::endOf);
    end.subscribe()
        .with(
            follower::endsAt,
            notYet -> {
              LOG.debug("the registry's topic cannot be asked yet", notYet);
              askLater();
            });
  }

  private static long endOf(Consumer<byte[], byte[]> consumer) {
    return Objects.requireNonNull(
        consumer.endOffsets(Set.of(PARTITION)).get(PARTITION), "Kafka answers what it was asked");
  }
}
