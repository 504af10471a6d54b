package dk.bypuls.ingest.mqtt;

import static org.awaitility.Awaitility.await;

import dk.bypuls.events.Origin;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** What takes messages from a broker, as the service does, up to where Kafka would be. */
final class Subscriber implements AutoCloseable {

  static final Duration WITHIN = Duration.ofSeconds(60);
  static final String FILTER = "application/+/device/+/event/up";
  static final String TOPIC = "application/havnstrup/device/" + Havnstrup.DEV_EUI + "/event/up";

  private static final byte[] PAYLOAD = Base64.getDecoder().decode("AWcA8AJoYw==");

  final HeldPublisher publisher = new HeldPublisher();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SubscribedSources sources;

  static {
    // Paho's receiving thread may still be at work when its client is closed, and then trips over
    // what it can no longer call back. That is the end of a connection that has ended already.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  Subscriber(Path folder, String instance, Source.Mqtt mqtt, Map<String, String> set) {
    Map<String, String> all = new HashMap<>(set);
    all.put("bypuls.ingest.mqtt.first-wait", "PT0.2S");
    all.put("bypuls.ingest.mqtt.longest-wait", "PT0.5S");
    IngestSettings settings = Defaults.settings(all);
    Plans plans =
        new Plans(
            Formats.all(settings.intake()),
            registered -> {
              throw new IllegalArgumentException("there are no decoders here");
            },
            new IntakeMetrics(meters));
    DailyKeys keys = new DailyKeys(folder.resolve("keys"), Duration.ofDays(30));
    Intake intake = new Intake(settings.intake(), plans, new DailySeal(keys), publisher);
    sources =
        new SubscribedSources(settings.mqtt(), instance, intake, meters, InstantSource.system());
    Registry registry = new Registry(Havnstrup.entities(mqtt));
    plans.adopt(registry);
    sources.adopt(registry);
    intake.open();
    sources.open();
  }

  String inWords() {
    return String.valueOf(sources.inWords().get(Havnstrup.LORAWAN));
  }

  void awaitConnected() {
    await().atMost(WITHIN).until(() -> inWords().startsWith("connected"));
  }

  void awaitAll(Collection<Origin> sent) {
    await().atMost(WITHIN).until(() -> new HashSet<>(publisher.origins()).containsAll(sent));
  }

  double metric(String name) {
    return meters
        .get(name)
        .tag("source", Havnstrup.LORAWAN)
        .meter()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  /** An uplink of now with that frame counter. */
  static String uplink(int frameCounter) {
    return Havnstrup.uplink(frameCounter)
        .replace("2026-11-21T10:15:30.123456789+01:00", Instant.now().toString());
  }

  static Origin origin(int frameCounter) {
    return Origin.ofUplink(Havnstrup.DEV_EUI, "00189440", frameCounter, PAYLOAD);
  }

  static Set<Origin> origins(int from, int to) {
    Set<Origin> origins = new HashSet<>();
    for (int i = from; i < to; i++) {
      origins.add(origin(i));
    }
    return origins;
  }

  @Override
  public void close() {
    sources.close();
  }
}
