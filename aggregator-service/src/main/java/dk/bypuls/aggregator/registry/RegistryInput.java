package dk.bypuls.aggregator.registry;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the registry's topic from its beginning, record by record. */
@ApplicationScoped
public class RegistryInput {

  private final RegistryView view;

  RegistryInput(RegistryView view) {
    this.view = view;
  }

  @Incoming("registry")
  @Blocking
  void read(ConsumerRecord<byte[], byte[]> record) {
    view.accept(record.offset(), record.value());
  }
}
