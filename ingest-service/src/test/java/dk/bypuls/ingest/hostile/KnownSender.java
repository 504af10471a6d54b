package dk.bypuls.ingest.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Profile.Field;
import dk.bypuls.events.registry.Profile.Product;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Http;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.events.registry.SourceToken;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.format.Samples;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.RecordingPublisher;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Seal;
import dk.bypuls.ingest.intake.SourceMetrics;
import dk.bypuls.ingest.intake.Uplink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A source of one format before a real intake, with one sensor that it may speak for. */
final class KnownSender {

  private static final String TENANT = "havnstrup";
  private static final String SOURCE = "havnstrup-source";

  /** Opens the source to posts. */
  static final String TOKEN = "havnstrup-token-0123456789";

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:33Z");

  final RecordingPublisher publisher = new RecordingPublisher();
  final SourceFormat format;
  final String device;
  final Source source;
  final Registry registry;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Way way;
  private final byte[] goodBody;
  final Intake intake;

  private KnownSender(
      SourceFormat format, @Nullable Decoder decoder, Function<Decoder, PayloadDecoder> decoders) {
    this.format = format;
    goodBody = sample(format).getBytes(StandardCharsets.UTF_8);
    way = way(format);
    source =
        new Source(
            SOURCE,
            TENANT,
            format.id(),
            null,
            new Http(false),
            envelope(format),
            true,
            null,
            new Source.Folder(Duration.ofSeconds(1)));
    Map<String, Function<Source, dk.bypuls.ingest.intake.Format>> formats =
        Formats.all(Defaults.settings().intake());
    Uplink good = uplink(Objects.requireNonNull(formats.get(format.id())).apply(source));
    device = good.device();
    Plans plans = new Plans(formats, decoders, new IntakeMetrics(meters));
    registry = new Registry(registered(source, good, decoder));
    plans.adopt(registry);
    intake = new Intake(Defaults.settings().intake(), plans, plainSeal(), publisher);
    intake.open();
  }

  static KnownSender of(SourceFormat format) {
    return new KnownSender(
        format,
        null,
        decoder -> {
          throw new IllegalArgumentException("no decoders here");
        });
  }

  /** One whose sensor's payload is decoded so. */
  static KnownSender decoding(
      SourceFormat format, Decoder decoder, Function<Decoder, PayloadDecoder> decoders) {
    return new KnownSender(format, decoder, decoders);
  }

  private static List<Entity> registered(Source source, Uplink good, @Nullable Decoder decoder) {
    String pointer = decoder == null ? firstNumber(good.document(), "") : "/object/value";
    Sensor sensor =
        new Sensor(
            "havnstrup-sensor",
            TENANT,
            List.of(SOURCE),
            good.device(),
            "havnstrup-profile",
            List.of(new Placement("havnstrup-torvet", null)));
    Profile profile =
        new Profile(
            "havnstrup-profile",
            TENANT,
            new Product("Nordsensor", "X-1"),
            null,
            decoder == null ? null : decoder.id(),
            List.of(
                new Field(
                    Objects.requireNonNull(pointer),
                    "air-temperature",
                    "Cel",
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    null,
                    null)));
    SourceToken token = new SourceToken("havnstrup-token", SOURCE, Havnstrup.sha256(TOKEN));
    return decoder == null
        ? List.of(source, sensor, profile, token)
        : List.of(source, sensor, profile, token, decoder);
  }

  private static @Nullable String firstNumber(JsonNode node, String pointer) {
    if (node.isNumber()) {
      return pointer;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String found = firstNumber(field.getValue(), pointer + "/" + field.getKey());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  // What is sealed is not looked at here, and ciphers would cost more than all the rest.
  private static Seal plainSeal() {
    return new Seal() {
      @Override
      public Sealed seal(String tenant, String source, byte[] original, Instant at) {
        return new Sealed("none", ByteString.copyFrom(original));
      }

      @Override
      public String hashOf(String tenant, String source, String device, Instant at) {
        return "none";
      }
    };
  }

  private Uplink uplink(dk.bypuls.ingest.intake.Format reader) {
    try {
      return ((Part.Spoken) reader.read(message(goodBody)).get(0)).uplink();
    } catch (Rejection e) {
      throw new IllegalStateException("the sample of " + format.id(), e);
    }
  }

  private static Way way(SourceFormat format) {
    return switch (format) {
      case CHIRPSTACK_V3, CHIRPSTACK_V4 -> Samples.event("up");
      case SENSORTHINGS -> Way.topic("v1.1/Datastreams(5)/Observations");
      default -> Way.UNTOLD;
    };
  }

  private static @Nullable JsonEnvelope envelope(SourceFormat format) {
    return format == SourceFormat.JSON ? new JsonEnvelope("/device", "/time", "/id") : null;
  }

  /** A message of that format in which something is measured. */
  static String sample(SourceFormat format) {
    return switch (format) {
      case CHIRPSTACK_V3 -> Samples.text("chirpstack/v3-up-json-v3.json");
      case CHIRPSTACK_V4 -> Samples.text("chirpstack/v4-up.json");
      case CSV ->
          """
          device;time;flow;alarm;text
          havnstrup-pump;2026-11-21T09:15:30Z;1.5;false;ok
          havnstrup-pump;2026-11-21T09:15:31Z;-2.5E1;true;"o;k"
          """;
      case JSON ->
          "{\"device\":\"havnstrup-pump\",\"time\":\"2026-11-21T09:15:30Z\",\"id\":\"a1\","
              + "\"values\":{\"flow\":1.5,\"alarm\":false,\"text\":\"ok\"}}";
      case NGSI_LD -> Samples.text("ngsild/normalized.json");
      case OS2IOT -> Samples.text("os2iot/decoded.json");
      case SENML ->
          "[{\"bn\":\"urn:dev:mac:0024befffe804ff1/\",\"bt\":1795252530,\"bu\":\"Cel\","
              + "\"n\":\"temperature\",\"v\":23.1}]";
      case SENSORTHINGS -> Samples.text("sensorthings/observation.json");
      case SIGFOX -> Samples.text("sigfox/data-advanced.json");
      case THINGS_STACK_V3 -> Samples.text("thingsstack/uplink.json");
      case TTN_V2 -> Samples.text("ttn/uplink.json");
      default -> Samples.text("push/" + format.id() + ".json");
    };
  }

  InboundMessage message(byte[] body) {
    return new InboundMessage(SOURCE, body, ARRIVAL, way);
  }

  Outcome send(byte[] body) {
    return intake
        .accept(message(body))
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  Outcome sendGood() {
    return send(goodBody);
  }

  int inFlight() {
    return intake.inFlight();
  }

  double received() {
    return count(SourceMetrics.RECEIVED);
  }

  double refused() {
    return count(SourceMetrics.REFUSED);
  }

  /** What is on the other side of the equation I1. */
  double toldOf() {
    return count(SourceMetrics.ACCEPTED)
        + count(SourceMetrics.QUARANTINED)
        + count(SourceMetrics.DROPPED)
        + count(SourceMetrics.REFUSED)
        + meters.get(SourceMetrics.IN_FLIGHT).gauge().value();
  }

  private double count(String name) {
    return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  @Override
  public String toString() {
    return format.id();
  }
}
