package dk.bypuls.api.registryview;

import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the registry's topic from its beginning, and knows when it has come to its end. */
@ApplicationScoped
public class RegistryTopic {

  private static final Logger LOG = Logger.getLogger(RegistryTopic.class);
  private static final String CHANNEL = "registry";
  private static final TopicPartition PARTITION = new TopicPartition(Topics.REGISTRY.name(), 0);
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(200);

  private final RegistryView view;
  private final KafkaClientService kafka;
  private final Vertx vertx;
  private volatile long next;

  RegistryTopic(RegistryView view, KafkaClientService kafka, Vertx vertx) {
    this.view = view;
    this.kafka = kafka;
    this.vertx = vertx;
  }

  @Incoming(CHANNEL)
  void take(ConsumerRecord<byte[], byte[]> told) {
    try {
      if (told.value() != null) {
        view.accept(Topics.REGISTRY.codec().decode(told.value()));
      }
    } catch (UnreadableEventException newer) {
      LOG.errorf(
          newer, "a registry record cannot be read and is passed over: offset %d", told.offset());
    }
    next = told.offset() + 1;
  }

  void watch(@Observes StartupEvent start) {
    checkLater();
  }

  private void checkLater() {
    vertx.setTimer(BETWEEN_CHECKS.toMillis(), timer -> check());
  }

  private void check() {
    KafkaConsumer<byte[], byte[]> consumer = kafka.getConsumer(CHANNEL);
    Uni<Boolean> atEnd = consumer.runOnPollingThread(this::isAtEnd);
    atEnd
        .subscribe()
        .with(
            done -> {
              if (done) {
                view.markReadToEnd();
                LOG.infof("the registry is read: generation %d", view.current().generation());
              } else {
                checkLater();
              }
            },
            notYet -> {
              LOG.debug("the registry's topic cannot be asked yet", notYet);
              checkLater();
            });
  }

  private boolean isAtEnd(Consumer<byte[], byte[]> consumer) {
    Set<TopicPartition> partition = Set.of(PARTITION);
    long end = consumer.endOffsets(partition).getOrDefault(PARTITION, Long.MAX_VALUE);
    long beginning = consumer.beginningOffsets(partition).getOrDefault(PARTITION, 0L);
    return end <= Math.max(beginning, next);
  }
}
