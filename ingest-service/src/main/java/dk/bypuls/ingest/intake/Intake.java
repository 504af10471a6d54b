package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Seal.SealException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one entrance. Every transport brings its messages here, and acknowledges them to their sender
 * when what it gets back is settled.
 */
public final class Intake {

  private final IntakeSettings settings;
  private final Plans plans;
  private final Publisher publisher;
  private final StrictJson json;
  private final Normaliser normaliser;
  private final Quarantine quarantine;
  private final Complaints complaints = new Complaints();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean open;

  /** Closed until it is opened. */
  public Intake(IntakeSettings settings, Plans plans, Seal seal, Publisher publisher) {
    this.settings = settings;
    this.plans = plans;
    this.publisher = publisher;
    this.json = new StrictJson(settings);
    this.normaliser = new Normaliser(settings);
    this.quarantine = new Quarantine(settings, seal);
  }

  /** From now on messages are taken in. */
  public void open() {
    open = true;
  }

  /** From now on messages are refused; those that were taken in go on. */
  public void close() {
    open = false;
  }

  public boolean isOpen() {
    return open;
  }

  /** How many messages wait for Kafka. */
  public int inFlight() {
    return inFlight.get();
  }

  /**
   * Takes a message in. Never blocks and never throws.
   *
   * @return completed when it is known what became of the message
   */
  public CompletionStage<Outcome> accept(InboundMessage message) {
    SourcePlan plan = plans.of(message.source());
    if (plan == null) {
      return CompletableFuture.completedFuture(refused(Why.UNKNOWN_SOURCE));
    }
    Rule rule = plan.decoder().droppedBy(message);
    if (rule != null) {
      return count(plan, CompletableFuture.completedFuture(new Dropped(rule)));
    }
    JsonNode document;
    try {
      document = parse(message);
    } catch (Rejection rejection) {
      return admit(plan, () -> setAside(plan, message, null, rejection, message.body()));
    }
    if (!document.isArray()) {
      return admit(plan, () -> take(plan, message, document, null));
    }
    List<CompletableFuture<Outcome>> each = new ArrayList<>(document.size());
    for (JsonNode element : document) {
      each.add(admit(plan, () -> take(plan, message, element, element)));
    }
    return allOf(each);
  }

  private JsonNode parse(InboundMessage message) throws Rejection {
    if (message.body().length > settings.bodyBytes()) {
      throw new Rejection(
          Reason.TOO_LARGE,
          message.body().length + " bytes; at most " + settings.bodyBytes() + " are read");
    }
    JsonNode document = json.parse(message.body());
    if (document.isArray() && document.isEmpty()) {
      throw new Rejection(Reason.NOTHING_DECLARED, "the body is an empty list");
    }
    if (document.isArray() && document.size() > settings.messagesPerBody()) {
      throw new Rejection(
          Reason.TOO_LARGE,
          document.size() + " messages; at most " + settings.messagesPerBody() + " in one body");
    }
    return document;
  }

  /** Lets one message in, if there is room, and counts what becomes of it. */
  private CompletableFuture<Outcome> admit(SourcePlan plan, Step step) {
    if (!open) {
      return count(plan, CompletableFuture.completedFuture(refused(Why.CLOSED)));
    }
    if (inFlight.incrementAndGet() > settings.inFlight()) {
      inFlight.decrementAndGet();
      return count(plan, CompletableFuture.completedFuture(refused(Why.BUSY)));
    }
    return count(plan, step.run()).whenComplete((done, failure) -> inFlight.decrementAndGet());
  }

  private CompletableFuture<Outcome> take(
      SourcePlan plan, InboundMessage message, JsonNode document, @Nullable JsonNode listed) {
    Decoded decoded = null;
    try {
      decoded = plan.decoder().decode(document);
      SensorPlan sensor = identify(plan, decoded);
      Readings readings =
          normaliser.readings(plan.source(), sensor, decoded, document, message.receivedAt());
      plan.metrics().undeclared(UndeclaredFields.count(plan, sensor, decoded, document));
      return publish(plan, sensor, readings);
    } catch (Rejection rejection) {
      return setAside(plan, message, decoded, rejection, original(message, listed));
    } catch (RuntimeException mistake) {
      // A mistake of ours must neither stop the source nor lose the message.
      complaints.about(plan.source(), "meet a mistake of ours: " + mistake.getClass());
      Rejection rejection = new Rejection(Reason.POISON, mistake.getClass().getName());
      return setAside(plan, message, decoded, rejection, original(message, listed));
    }
  }

  private static SensorPlan identify(SourcePlan plan, Decoded decoded) throws Rejection {
    SensorPlan sensor = plan.sensors().get(decoded.device());
    if (sensor == null) {
      throw new Rejection(
          Reason.UNKNOWN_DEVICE, "no sensor of this source is registered with that device");
    }
    return sensor;
  }

  private CompletableFuture<Outcome> publish(
      SourcePlan plan, SensorPlan sensor, Readings readings) {
    byte[] record = Topics.READINGS.codec().encode(readings);
    return publisher
        .publish(Topics.READINGS, sensor.key(), record)
        .handle(
            (done, failure) -> {
              if (failure == null) {
                plan.metrics().readings(readings.readings().size());
              }
              return settled(new Accepted(), failure);
            })
        .toCompletableFuture();
  }

  private CompletableFuture<Outcome> setAside(
      SourcePlan plan,
      InboundMessage message,
      @Nullable Decoded decoded,
      Rejection rejection,
      byte[] original) {
    byte[] record;
    try {
      record =
          Topics.QUARANTINE
              .codec()
              .encode(quarantine.of(plan.source(), message, decoded, rejection, original));
    } catch (SealException e) {
      complaints.about(plan.source(), "cannot be set aside: " + e.getMessage());
      return CompletableFuture.completedFuture(refused(Why.NO_KEY));
    }
    Outcome outcome = new SetAside(rejection.reason());
    return publisher
        .publish(Topics.QUARANTINE, plan.source().id().getBytes(StandardCharsets.UTF_8), record)
        .handle((done, failure) -> settled(outcome, failure))
        .toCompletableFuture();
  }

  private Outcome settled(Outcome outcome, @Nullable Throwable failure) {
    if (failure == null) {
      return outcome;
    }
    return refused(failure instanceof NotPublishedException e ? e.why() : Why.KAFKA_AWAY);
  }

  private Outcome refused(Why why) {
    return new Refused(why, settings.retryAfter());
  }

  private static CompletableFuture<Outcome> count(
      SourcePlan plan, CompletableFuture<Outcome> outcome) {
    plan.metrics().received();
    return outcome.whenComplete((done, failure) -> plan.metrics().finished(done));
  }

  private static byte[] original(InboundMessage message, @Nullable JsonNode listed) {
    return listed == null ? message.body() : listed.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static CompletionStage<Outcome> allOf(List<CompletableFuture<Outcome>> each) {
    return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
        .thenApply(done -> new Several(each.stream().map(CompletableFuture::join).toList()));
  }

  private interface Step {
    CompletableFuture<Outcome> run();
  }
}
