package dk.bypuls.ingest.intake;

import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.intake.Outcome.Why;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages in again that were set aside: the same way as all, with the time at which they
 * first came, so that their readings have the ids and times that they would have had.
 *
 * <p>One that fails again for the same reason is not set aside a second time. Replays have counts
 * of their own.
 */
public final class Replays {

  private final IntakeSettings settings;
  private final Plans plans;
  private final Seal seal;
  private final Contributors contributors;
  private final Publisher publisher;
  private final IntakeMetrics metrics;

  public Replays(
      IntakeSettings settings,
      Plans plans,
      Seal seal,
      Contributors contributors,
      Publisher publisher,
      MeterRegistry meters) {
    this.settings = settings;
    this.plans = plans;
    this.seal = seal;
    this.contributors = contributors;
    this.publisher = publisher;
    this.metrics = new IntakeMetrics(meters, IntakeMetrics.REPLAYS);
  }

  /**
   * What became of a message that was taken in again.
   *
   * @param failedAgain whether it is where it was, for the reason for which it was
   */
  public record Replayed(Outcome outcome, boolean failedAgain) {}

  /** Takes a message in again that was set aside. Never throws. */
  public CompletionStage<Replayed> accept(Quarantined former, Original original) {
    AtomicBoolean failedAgain = new AtomicBoolean();
    Publisher others =
        new Publisher() {
          @Override
          public CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value) {
            if (isTheSame(topic, value, former)) {
              failedAgain.set(true);
              return CompletableFuture.completedFuture(null);
            }
            return publisher.publish(topic, key, value);
          }

          @Override
          public @Nullable Why refuses() {
            return publisher.refuses();
          }
        };
    Intake intake = new Intake(settings, this::plan, seal, contributors, others, Witness.NOBODY);
    intake.open();
    return intake
        .accept(
            new InboundMessage(
                former.source(), original.body(), former.receivedAt(), original.way()))
        .thenApply(outcome -> new Replayed(outcome, failedAgain.get()));
  }

  /** Whether a copy of a message of that source counts again, because nothing tells it as one. */
  public boolean countsAgain(String source) {
    SourcePlan plan = plans.of(source);
    return plan != null && !plan.source().deduplicate();
  }

  private @Nullable SourcePlan plan(String source) {
    SourcePlan plan = plans.of(source);
    return plan == null
        ? null
        : new SourcePlan(plan.source(), plan.format(), plan.sensors(), metrics.of(plan.source()));
  }

  private static boolean isTheSame(Topic<?> topic, byte[] value, Quarantined former) {
    if (!topic.equals(Topics.QUARANTINE)) {
      return false;
    }
    Quarantined next = Topics.QUARANTINE.codec().decode(value);
    return next.reason() == former.reason() && next.origin().equals(former.origin());
  }
}
