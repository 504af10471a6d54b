package dk.bypuls.ingest.intake;

import dk.bypuls.events.Topic;
import java.util.concurrent.CompletionStage;

/** Where accepted events go. */
public interface Publisher {

  /**
   * Hands a record on. Never blocks.
   *
   * @return completed when all replicas have the record; failed with {@link NotPublishedException}
   *     when they will not
   */
  CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value);
}
