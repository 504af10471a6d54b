package dk.bypuls.ingest.intake;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.intake.Outcome.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A publisher that keeps what it is given, and answers when it is told to. */
public final class RecordingPublisher implements Publisher {

  public final List<Readings> readings = new ArrayList<>();
  public final List<Quarantined> quarantined = new ArrayList<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private volatile boolean answersAtOnce = true;
  private int failFrom = Integer.MAX_VALUE;
  private int failTo = Integer.MAX_VALUE;
  private int count;
  private volatile @Nullable Why refuses;

  /** From now on nothing is answered before {@link #answer} or {@link #fail}. */
  public void holdAnswers() {
    answersAtOnce = false;
  }

  /** Does not take these records, counted from now; those before and after it takes. */
  public void failBetween(int from, int to) {
    count = 0;
    failFrom = from;
    failTo = to;
  }

  /** From now on nothing is read for that reason; for none, all is. */
  public void refuse(@Nullable Why why) {
    refuses = why;
  }

  @Override
  public @Nullable Why refuses() {
    return refuses;
  }

  public void answer(int index) {
    waiting.get(index).complete(null);
  }

  public void fail(int index) {
    waiting.get(index).completeExceptionally(away());
  }

  private static NotPublishedException away() {
    return new NotPublishedException(Why.KAFKA_AWAY, new IllegalStateException("away"));
  }

  /** Answers all that waits and all that comes. */
  public void answerAll() {
    answersAtOnce = true;
    List.copyOf(waiting).forEach(each -> each.complete(null));
  }

  @Override
  public CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value) {
    int number = count++;
    if (number >= failFrom && number < failTo) {
      return CompletableFuture.failedFuture(away());
    }
    if (topic.equals(Topics.READINGS)) {
      InnerEvent event = Topics.READINGS.codec().decode(value);
      readings.add((Readings) event);
    } else if (topic.equals(Topics.QUARANTINE)) {
      quarantined.add(Topics.QUARANTINE.codec().decode(value));
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (answersAtOnce) {
      done.complete(null);
    } else {
      waiting.add(done);
    }
    return done;
  }
}
