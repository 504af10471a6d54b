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
import dk.bypuls.ingest.intake.Uplink.Payload;
import dk.bypuls.ingest.personal.PersonalData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one entrance. Every transport brings its messages here, and acknowledges them to their sender
 * when what it gets back is settled.
 */
public final class Intake {

  private final IntakeSettings settings;
  private final Function<String, @Nullable SourcePlan> plans;
  private final Publisher publisher;
  private final Contributors contributors;
  private final Normaliser normaliser;
  private final Quarantine quarantine;
  private final Witness witness;
  private final Complaints complaints = new Complaints();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean open;

  /** One that has no key for any identifier, and so drops them all. Closed until it is opened. */
  public Intake(IntakeSettings settings, Plans plans, Seal seal, Publisher publisher) {
    this(settings, plans, seal, Contributors.NONE, publisher, Witness.NOBODY);
  }

  /**
   * Closed until it is opened.
   *
   * @param witness sees what was decoded, before it is decided what of it is kept
   */
  public Intake(
      IntakeSettings settings,
      Plans plans,
      Seal seal,
      Contributors contributors,
      Publisher publisher,
      Witness witness) {
    this(settings, plans::of, seal, contributors, publisher, witness);
  }

  Intake(
      IntakeSettings settings,
      Function<String, @Nullable SourcePlan> plans,
      Seal seal,
      Contributors contributors,
      Publisher publisher,
      Witness witness) {
    this.settings = settings;
    this.plans = plans;
    this.publisher = publisher;
    this.contributors = contributors;
    this.normaliser = new Normaliser(settings);
    this.quarantine = new Quarantine(settings, seal);
    this.witness = witness;
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

  /** Why every message would be refused now, whatever it says; absent if none would. */
  public @Nullable Why refuses() {
    return open ? publisher.refuses() : Why.CLOSED;
  }

  /** How many messages wait for Kafka. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Whether what is posted to that source may be of that media type. */
  public boolean takes(String source, String mediaType) {
    SourcePlan plan = plans.apply(source);
    return plan == null || plan.format().takes(mediaType);
  }

  /** What a body of that media type is to its transport, for that source. */
  public Format.Body body(String source, @Nullable String mediaType) {
    SourcePlan plan = plans.apply(source);
    return plan == null ? Format.Body.WHOLE : plan.format().body(mediaType);
  }

  /**
   * Takes a message in. Never blocks and never throws.
   *
   * @return completed when it is known what became of the message
   */
  public CompletionStage<Outcome> accept(InboundMessage message) {
    SourcePlan plan = plans.apply(message.source());
    if (plan == null) {
      return CompletableFuture.completedFuture(refused(Why.UNKNOWN_SOURCE));
    }
    List<Part> parts;
    try {
      parts = parts(plan, message);
    } catch (Rejection rejection) {
      return admit(plan, () -> setAside(plan, message, null, rejection, message.body()));
    }
    if (parts.stream().anyMatch(part -> identifies(plan, part))) {
      parts = parts.stream().map(Part::withoutOriginal).toList();
    }
    if (parts.size() == 1) {
      return take(plan, message, parts.get(0));
    }
    List<CompletableFuture<Outcome>> each = new ArrayList<>(parts.size());
    for (Part part : parts) {
      each.add(take(plan, message, part));
    }
    return allOf(each);
  }

  // Identifiers never reach Kafka, not even sealed: neither in a message's own original nor in that
  // of another which came in the same body.
  private static boolean identifies(SourcePlan plan, Part part) {
    SensorPlan sensor =
        part instanceof Part.Spoken spoken ? plan.sensors().get(spoken.uplink().device()) : null;
    return sensor != null && sensor.identifies();
  }

  private List<Part> parts(SourcePlan plan, InboundMessage message) throws Rejection {
    if (message.body().length > settings.bodyBytes()) {
      throw new Rejection(
          Reason.TOO_LARGE,
          message.body().length + " bytes; at most " + settings.bodyBytes() + " are read");
    }
    List<Part> parts;
    try {
      parts = plan.format().read(message);
    } catch (RuntimeException mistake) {
      throw poison(plan, mistake);
    }
    if (parts.isEmpty()) {
      throw new Rejection(Reason.NOTHING_DECLARED, "no message is in the body");
    }
    if (parts.size() > settings.messagesPerBody()) {
      throw new Rejection(
          Reason.TOO_LARGE,
          parts.size() + " messages; at most " + settings.messagesPerBody() + " in one body");
    }
    return parts;
  }

  // A mistake of ours must neither stop the source nor lose the message.
  private Rejection poison(SourcePlan plan, RuntimeException mistake) {
    complaints.about(plan.source(), "meet a mistake of ours: " + mistake.getClass());
    return new Rejection(Reason.POISON, mistake.getClass().getName());
  }

  private CompletableFuture<Outcome> take(SourcePlan plan, InboundMessage message, Part part) {
    if (part instanceof Part.Spoken spoken) {
      return admit(plan, () -> decode(plan, message, spoken));
    }
    if (part instanceof Part.Unreadable unreadable) {
      return admit(
          plan,
          () -> setAside(plan, message, null, unreadable.rejection(), unreadable.original().get()));
    }
    Outcome dropped = new Dropped(((Part.Unread) part).rule());
    return count(plan, CompletableFuture.completedFuture(dropped));
  }

  /** Lets one message in, if there is room, and counts what becomes of it. */
  private CompletableFuture<Outcome> admit(SourcePlan plan, Step step) {
    if (!open) {
      return count(plan, CompletableFuture.completedFuture(refused(Why.CLOSED)));
    }
    Why why = publisher.refuses();
    if (why != null) {
      return count(plan, CompletableFuture.completedFuture(refused(why)));
    }
    if (inFlight.incrementAndGet() > settings.inFlight()) {
      inFlight.decrementAndGet();
      return count(plan, CompletableFuture.completedFuture(refused(Why.BUSY)));
    }
    return count(plan, step.run()).whenComplete((done, failure) -> inFlight.decrementAndGet());
  }

  private CompletableFuture<Outcome> decode(
      SourcePlan plan, InboundMessage message, Part.Spoken spoken) {
    if (plan.dropsUnknown() && !plan.sensors().containsKey(spoken.uplink().device())) {
      return CompletableFuture.completedFuture(new Dropped(Rule.UNKNOWN_DEVICE));
    }
    SensorPlan sensor;
    try {
      checkPersonal(spoken.uplink().document());
      sensor = identify(plan, spoken.uplink());
    } catch (Rejection rejection) {
      return setAside(plan, message, spoken, rejection);
    }
    PayloadDecoder decoder = sensor.decoder();
    Payload payload = spoken.uplink().payload();
    if (decoder == null || payload == null) {
      return read(plan, message, spoken, sensor, spoken.uplink());
    }
    CompletionStage<JsonNode> decoded;
    try {
      decoded = decoder.decode(payload, spoken.uplink());
    } catch (RuntimeException mistake) {
      return setAside(plan, message, spoken, poison(plan, mistake));
    }
    return decoded
        .handle(
            (fields, failure) ->
                failure == null
                    ? readDecoded(plan, message, spoken, sensor, fields)
                    : notDecoded(plan, message, spoken, failure))
        .thenCompose(outcome -> outcome)
        .toCompletableFuture();
  }

  private CompletableFuture<Outcome> readDecoded(
      SourcePlan plan,
      InboundMessage message,
      Part.Spoken spoken,
      SensorPlan sensor,
      JsonNode fields) {
    try {
      checkPersonal(fields);
    } catch (Rejection rejection) {
      return setAside(plan, message, spoken, rejection);
    }
    return read(plan, message, spoken, sensor, spoken.uplink().decodedTo(fields));
  }

  // Also where it is not declared: a sender of such text must be known to send it.
  private static void checkPersonal(JsonNode said) throws Rejection {
    PersonalData found = PersonalData.in(said);
    if (found != null) {
      throw new Rejection(
          Reason.PERSONAL_DATA, found.kind().description() + " is in the text at " + found.path());
    }
  }

  private CompletableFuture<Outcome> read(
      SourcePlan plan,
      InboundMessage message,
      Part.Spoken spoken,
      SensorPlan sensor,
      Uplink uplink) {
    try {
      witness.decoded(plan.source(), sensor, uplink);
      Identified identified = new Identified(contributors, plan.source().tenant());
      Readings readings =
          normaliser.readings(plan.source(), sensor, uplink, message.receivedAt(), identified);
      plan.metrics().undeclared(UndeclaredFields.count(sensor, uplink));
      plan.metrics().identifiersDropped(identified.dropped());
      return readings == null
          ? CompletableFuture.completedFuture(new Dropped(Rule.IDENTIFIERS_ONLY))
          : publish(plan, sensor, readings);
    } catch (SealException e) {
      complaints.about(plan.source(), "cannot be hashed: " + e.getMessage());
      return CompletableFuture.completedFuture(refused(Why.NO_KEY));
    } catch (Rejection rejection) {
      Rule rule = spoken.undeclared();
      return rule != null && rejection.reason() == Reason.NOTHING_DECLARED
          ? CompletableFuture.completedFuture(new Dropped(rule))
          : setAside(plan, message, spoken, rejection);
    } catch (RuntimeException mistake) {
      return setAside(plan, message, spoken, poison(plan, mistake));
    }
  }

  private CompletableFuture<Outcome> notDecoded(
      SourcePlan plan, InboundMessage message, Part.Spoken spoken, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof NotDecodedException e) {
      return CompletableFuture.completedFuture(refused(e.why()));
    }
    if (cause instanceof Rejection rejection) {
      witness.notDecoded(rejection);
      return setAside(plan, message, spoken, rejection);
    }
    RuntimeException mistake =
        cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    return setAside(plan, message, spoken, poison(plan, mistake));
  }

  private static SensorPlan identify(SourcePlan plan, Uplink uplink) throws Rejection {
    SensorPlan sensor = plan.sensors().get(uplink.device());
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
      SourcePlan plan, InboundMessage message, Part.Spoken spoken, Rejection rejection) {
    return setAside(plan, message, spoken.uplink(), rejection, spoken.original().get());
  }

  private CompletableFuture<Outcome> setAside(
      SourcePlan plan,
      InboundMessage message,
      @Nullable Uplink uplink,
      Rejection rejection,
      byte[] original) {
    byte[] record;
    try {
      record =
          Topics.QUARANTINE
              .codec()
              .encode(quarantine.of(plan.source(), message, uplink, rejection, original));
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

  private static CompletionStage<Outcome> allOf(List<CompletableFuture<Outcome>> each) {
    return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
        .thenApply(done -> new Several(each.stream().map(CompletableFuture::join).toList()));
  }

  private interface Step {
    CompletableFuture<Outcome> run();
  }
}
