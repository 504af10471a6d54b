package dk.bypuls.ingest.intake;

import dk.bypuls.events.Topic;
import dk.bypuls.ingest.intake.Outcome.Why;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where accepted events go. */
public interface Publisher {

  /**
   * Hands a record on. Never blocks.
   *
   * @return completed when all replicas have the record; failed with {@link NotPublishedException}
   *     when they will not
   */
  CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value);

  /** Why nothing may be read that is to be handed on, for now; absent if all may. */
  default @Nullable Why refuses() {
    return null;
  }
}
