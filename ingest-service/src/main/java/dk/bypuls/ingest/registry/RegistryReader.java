package dk.bypuls.ingest.registry;

import dk.bypuls.events.registry.RegistryFollower;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the registry's topic from its beginning, record by record. */
@ApplicationScoped
public class RegistryReader {

  private final RegistryFollower registry;

  RegistryReader(RegistryFollower registry) {
    this.registry = registry;
  }

  @Incoming("registry")
  @Blocking
  void read(ConsumerRecord<byte[], byte[]> record) {
    registry.accept(record.offset(), record.value());
  }
}
