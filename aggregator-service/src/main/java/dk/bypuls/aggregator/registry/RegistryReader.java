package dk.bypuls.aggregator.registry;

import dk.bypuls.events.registry.RegistryFollower;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the registry's topic from its beginning, record by record. */
@ApplicationScoped
public class RegistryReader {

  private final RegistryFollower registry = new RegistryFollower();

  @Produces
  @Singleton
  RegistryFollower registry() {
    return registry;
  }

  @Incoming("registry")
  @Blocking
  void read(ConsumerRecord<byte[], byte[]> record) {
    registry.accept(record.offset(), record.value());
  }
}
