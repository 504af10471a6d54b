package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.ingest.intake.Seal.Sealed;
import dk.bypuls.ingest.intake.Uplink.Payload;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Shows what a message would become: it goes through the same intake as all, and what would be
 * published is answered instead.
 */
public final class DryRun {

  private static final String TRIAL = "dry-run";

  private final IntakeSettings settings;
  private final Plans plans;

  public DryRun(IntakeSettings settings, Plans plans) {
    this.settings = settings;
    this.plans = plans;
  }

  /**
   * What a body would become.
   *
   * @param decoded each message that a registered device said, with its fields
   * @param readings each message that would be published
   * @param setAside each message that would go to quarantine
   * @param said what decoders said in their own words, by the detail of what is set aside
   */
  public record Shown(
      Outcome outcome,
      List<DecodedMessage> decoded,
      List<Readings> readings,
      List<Quarantined> setAside,
      Map<String, String> said) {}

  /**
   * The fields of one message.
   *
   * @param undeclared the names of those that the profile does not declare, which are dropped
   */
  public record DecodedMessage(
      String sensor, String profile, JsonNode document, Set<String> undeclared) {}

  /** That nothing can be shown; the message says what to do. */
  public static final class NotShownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotShownException(String message) {
      super(message);
    }
  }

  /**
   * What a payload would become.
   *
   * @throws NotShownException if there is no such profile, or it decodes nothing
   */
  public CompletionStage<Shown> payload(String profile, Payload payload, Instant at) {
    Profile registered =
        plans
            .profile(profile)
            .orElseThrow(
                () ->
                    new NotShownException(
                        "No profile has that id. Apply it first; registered ones are at"
                            + " /admin/v1/registry/profile."));
    SensorPlan sensor;
    try {
      sensor = plans.trial(registered, TRIAL);
    } catch (IllegalArgumentException e) {
      throw new NotShownException("The profile cannot be read here: " + e.getMessage() + ".");
    }
    if (sensor.decoder() == null) {
      throw new NotShownException(
          "The profile has no decoder: what a network server decoded is in its whole message. Give"
              + " that message, and its source instead of the profile.");
    }
    Source source =
        new Source(TRIAL, registered.tenant(), SourceFormat.JSON.id(), null, null, null, true);
    Uplink uplink = TrialUplink.of(payload, at);
    Format format = message -> List.of(new Part.Spoken(uplink, payload::bytes));
    return run(
        new SourcePlan(source, format, Map.of(uplink.device(), sensor), metrics(source)),
        new InboundMessage(TRIAL, payload.bytes(), at, InboundMessage.Way.UNTOLD));
  }

  /**
   * What a whole message of a source would become.
   *
   * @throws NotShownException if there is no such source
   */
  public CompletionStage<Shown> message(InboundMessage message) {
    SourcePlan plan = plans.of(message.source());
    if (plan == null) {
      throw new NotShownException(
          "No source has that id. Apply it first; registered ones are at"
              + " /admin/v1/registry/source.");
    }
    return run(
        new SourcePlan(plan.source(), plan.format(), plan.sensors(), metrics(plan.source())),
        message);
  }

  // Nobody reads these counts.
  private static SourceMetrics metrics(Source source) {
    return new IntakeMetrics(new SimpleMeterRegistry()).of(source);
  }

  private CompletionStage<Shown> run(SourcePlan plan, InboundMessage message) {
    Kept kept = new Kept();
    Intake intake =
        new Intake(settings, source -> plan, new NoSeal(), Contributors.NONE, kept, kept);
    intake.open();
    return intake.accept(message).thenApply(kept::shown);
  }

  /** Keeps what is decoded and what would be published. Decoders may answer from any thread. */
  private static final class Kept implements Publisher, Witness {

    private final List<DecodedMessage> decoded = new ArrayList<>();
    private final List<Readings> readings = new ArrayList<>();
    private final List<Quarantined> setAside = new ArrayList<>();
    private final Map<String, String> said = new HashMap<>();

    @Override
    public synchronized CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value) {
      if (topic.equals(Topics.QUARANTINE)) {
        setAside.add(Topics.QUARANTINE.codec().decode(value));
      } else if (Topics.READINGS.codec().decode(value) instanceof Readings each) {
        readings.add(each);
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void decoded(Source source, SensorPlan sensor, Uplink uplink) {
      decoded.add(
          new DecodedMessage(
              sensor.sensor(),
              sensor.profile(),
              uplink.document(),
              FieldNames.undeclared(source, sensor, uplink)));
    }

    @Override
    public synchronized void notDecoded(Rejection rejection) {
      if (!rejection.said().isEmpty()) {
        said.putIfAbsent(rejection.detail(), rejection.said());
      }
    }

    synchronized Shown shown(Outcome outcome) {
      return new Shown(
          outcome,
          List.copyOf(decoded),
          List.copyOf(readings),
          List.copyOf(setAside),
          Map.copyOf(said));
    }
  }

  /** Seals nothing, as nothing is published. */
  private static final class NoSeal implements Seal {

    @Override
    public Sealed seal(String tenant, String source, byte[] original, Instant at) {
      return new Sealed("", ByteString.EMPTY);
    }

    @Override
    public String hashOf(String tenant, String source, String device, Instant at) {
      return "";
    }
  }
}
