package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.intake.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A publisher that keeps where messages began, and answers when it is let. */
final class HeldPublisher implements Publisher {

  private final List<Origin> origins = new ArrayList<>();
  private final List<CompletableFuture<Void>> held = new ArrayList<>();
  private boolean holds;

  @Override
  public synchronized CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value) {
    if (!topic.equals(Topics.READINGS)) {
      throw new IllegalStateException("nothing was to be set aside");
    }
    origins.add(((Readings) Topics.READINGS.codec().decode(value)).origin());
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (holds) {
      held.add(done);
    } else {
      done.complete(null);
    }
    return done;
  }

  /** From now on nothing is answered. */
  synchronized void hold() {
    holds = true;
  }

  /** Answers all, and all that comes. */
  void release() {
    List<CompletableFuture<Void>> all;
    synchronized (this) {
      holds = false;
      all = List.copyOf(held);
      held.clear();
    }
    all.forEach(each -> each.complete(null));
  }

  /** Where all that came began, in its order. */
  synchronized List<Origin> origins() {
    return List.copyOf(origins);
  }
}
