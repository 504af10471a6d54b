package dk.bypuls.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Tick;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Original;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Seal.Sealed;
import dk.bypuls.ingest.kafka.KafkaPublisher;
import dk.bypuls.ingest.kafka.KafkaSettings;
import dk.bypuls.ingest.kafka.TopicKeeper;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import dk.bypuls.local.MqttBroker;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service between a real MQTT broker and a real Kafka. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class IngestIT {

  private static final int BACKLOG = 20_000;
  private static final Duration WITHIN = Duration.ofMinutes(3);
  private static final String TOPIC =
      "application/havnstrup/device/" + Havnstrup.DEV_EUI + "/event/up";
  private static final byte[] PAYLOAD = Base64.getDecoder().decode("AWcA8AJoYw==");
  private static final int UNACKNOWLEDGED = 1_000;
  private static final String CANARY = "c0ffee00c0ffee00";

  private static Path folder;
  private static KafkaBroker kafka;
  private static MqttBroker mqtt;
  private static ServiceProcess service;
  private static MqttAsyncClient networkServer;
  private static final Semaphore WINDOW = new Semaphore(UNACKNOWLEDGED);
  private static int frameCounter = 1_000_000;

  @BeforeAll
  static void startAll(@TempDir Path temporary) throws Exception {
    folder = temporary;
    kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
    mqtt = MqttBroker.start(folder.resolve("mqtt"), FreePorts.one());
    kafka.awaitReady();
    mqtt.awaitReady();
    service =
        new ServiceProcess(
            folder,
            Map.of(
                "BYPULS_KAFKA", kafka.bootstrapServers(),
                "BYPULS_CREDENTIALS", credentials().toString(),
                "BYPULS_INGEST_INSTANCE", "it",
                // Others can come, so that it shows what they see.
                "QUARKUS_HTTP_HOST", "0.0.0.0",
                // A quick end to hope, so that tests see what follows it.
                "BYPULS_INGEST_KAFKA_REQUEST_TIMEOUT", "PT4S",
                "BYPULS_INGEST_KAFKA_DELIVERY_TIMEOUT", "PT5S",
                "BYPULS_INGEST_KAFKA_AWAY_AFTER", "PT3S"));
    service.start();
    service.awaitReady();
    register();
    networkServer = networkServer();
    await().atMost(WITHIN).until(() -> service.get("/health/ready").body().contains("connected\""));
  }

  @AfterAll
  static void stopAll() throws Exception {
    // What failed to start comes last, so that what did start is stopped.
    service.close();
    mqtt.close();
    kafka.close();
    networkServer.close(true);
  }

  @BeforeEach
  void isReady() {
    service.awaitReady();
  }

  private static Path credentials() throws Exception {
    Path file = folder.resolve("credentials.properties");
    Files.writeString(
        file, "city.username=ingest\ncity.password=" + mqtt.password("ingest") + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** Tells what is registered, as the registry's relay does. */
  private static void register() {
    Source.Mqtt subscription =
        new Source.Mqtt(
            mqtt.uri(), "application/havnstrup/device/+/event/+", "city", 1, "bypuls", null);
    List<RegistryRecord> records = new ArrayList<>();
    for (Entity entity : Havnstrup.entities(subscription)) {
      records.add(new RegistryRecord.Changed(1, 1, EntityKind.of(entity), entity.id(), 1, entity));
    }
    records.add(new RegistryRecord.Applied(1, 1));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (RegistryRecord record : records) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.REGISTRY.name(),
                    record.key().getBytes(UTF_8),
                    Topics.REGISTRY.codec().encode(record)));
      }
      producer.flush();
    }
  }

  private static MqttAsyncClient networkServer() throws Exception {
    MqttAsyncClient client = new MqttAsyncClient(mqtt.uri(), "chirpstack", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("network-server");
    options.setPassword(mqtt.password("network-server").getBytes(UTF_8));
    client.connect(options).waitForCompletion();
    return client;
  }

  /** Publishes new uplinks until the broker has them all. Answers their origins. */
  private static Set<Origin> publish(int count) throws Exception {
    Set<Origin> origins = new HashSet<>();
    String event = Havnstrup.uplink().replace("2026-11-21T10:15:30.123456789+01:00", now());
    for (int i = 0; i < count; i++) {
      int counter = frameCounter++;
      publish(TOPIC, event.replace("4711", Integer.toString(counter)));
      origins.add(Origin.ofUplink(Havnstrup.DEV_EUI, "00189440", counter, PAYLOAD));
    }
    assertThat(WINDOW.tryAcquire(UNACKNOWLEDGED, WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
    WINDOW.release(UNACKNOWLEDGED);
    return origins;
  }

  private static String now() {
    return Instant.now().toString();
  }

  private static void publish(String topic, String event) throws Exception {
    WINDOW.acquire();
    MqttMessage message = new MqttMessage(event.getBytes(UTF_8), 1, false, null);
    networkServer.publish(
        topic,
        message,
        null,
        new MqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            WINDOW.release();
          }

          @Override
          public void onFailure(IMqttToken token, Throwable cause) {}
        });
  }

  /** All that a topic holds now. */
  private static <T> List<T> all(Topic<T> topic) {
    return TopicContent.all(kafka.bootstrapServers(), topic);
  }

  private static List<Origin> origins() {
    return all(Topics.READINGS).stream()
        .filter(Readings.class::isInstance)
        .map(event -> ((Readings) event).origin())
        .toList();
  }

  private static void awaitAll(Set<Origin> sent) {
    await()
        .atMost(WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(new HashSet<>(origins()).containsAll(sent)).isTrue());
  }

  private static String measured() {
    return "{\"device\":\""
        + Havnstrup.DEV_EUI
        + "\",\"time\":\""
        + now()
        + "\",\"object\":{\"temperature\":1}}";
  }

  @Test
  void acceptsPostsWhenKafkaHasThem() {
    // When
    String message = "[" + measured() + ",{}]";
    // On a busy machine Kafka may be away for a moment, and whoever sends tries again.
    HttpResponse<String> answer =
        await()
            .atMost(WITHIN)
            .until(
                () -> service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, message),
                tried -> tried.statusCode() != 503);

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"quarantined\":1}");
    assertThat(all(Topics.READINGS))
        .anyMatch(event -> event instanceof Readings r && r.source().equals(Havnstrup.HTTP));
  }

  @Test
  void beatsTheTimeOfEveryPartition() {
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () -> {
              long ticks = all(Topics.READINGS).stream().filter(Tick.class::isInstance).count();
              assertThat(ticks).isGreaterThanOrEqualTo(2L * Topics.READINGS.partitions());
            });
  }

  @Test
  void decodesWithTheScriptThatIsRegistered() throws Exception {
    // When
    publish(
        TOPIC.replace(Havnstrup.DEV_EUI, Havnstrup.LEVEL_DEV_EUI),
        uplinkOf(Havnstrup.LEVEL_DEV_EUI).replace("4711", Integer.toString(frameCounter++)));

    // Then
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () ->
                assertThat(all(Topics.READINGS))
                    .anyMatch(
                        event ->
                            event instanceof Readings r && r.sensor().equals(Havnstrup.LEVEL)));
  }

  @Test
  void keepsDuplicatesWithOneOrigin() throws Exception {
    // Given
    Set<Origin> sent = publish(1);
    frameCounter--;

    // When
    publish(1);

    // Then
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertThat(origins()).filteredOn(sent::contains).hasSize(2));
  }

  @Test
  void losesNothingWhileItIsAway() throws Exception {
    // Given
    service.kill();

    // When
    Set<Origin> sent = publish(BACKLOG);
    service.start();

    // Then
    awaitAll(sent);
  }

  @Test
  void losesNothingWhileKafkaIsAway() throws Exception {
    // Given
    kafka.kill();
    Set<Origin> sent = publish(200);
    await().atMost(WITHIN).until(() -> !service.isReady());
    HttpResponse<String> answer =
        service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, measured());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).contains("5");
    // Had they been acknowledged, they would be gone with the process.
    service.kill();

    // When
    kafka.launch();
    kafka.awaitReady();
    service.start();

    // Then
    awaitAll(sent);
  }

  @Test
  void resumesByItselfWhenKafkaReturns() throws Exception {
    // Given
    kafka.kill();
    Set<Origin> sent = publish(200);
    await().atMost(WITHIN).until(() -> refusedByMqtt() > 0);

    // When
    kafka.launch();
    kafka.awaitReady();

    // Then
    awaitAll(sent);
    service.awaitReady();
  }

  private static double refusedByMqtt() {
    return service
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("bypuls_ingest_refused_total"))
        .filter(line -> line.contains(Havnstrup.LORAWAN) && line.contains("kafka-away"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void refusesStrangersAndOtherPlaces() {
    assertThat(service.post("/ingest/" + Havnstrup.HTTP, null, "{}").statusCode()).isEqualTo(401);
    assertThat(service.post("/ingest/" + Havnstrup.HTTP, "guessed", "{}").statusCode())
        .isEqualTo(401);
    HttpResponse<String> nowhere = service.post("/ingest/nowhere", Havnstrup.TOKEN, "{}");
    HttpResponse<String> others =
        service.post("/ingest/" + Havnstrup.LORAWAN, Havnstrup.TOKEN, "{}");
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).isEqualTo(others.body());
    assertThat(
            service
                .post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, " ".repeat(300_000))
                .statusCode())
        .isEqualTo(413);
    assertThat(service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, "").statusCode())
        .isEqualTo(400);
    assertThat(service.get("/ingest/" + Havnstrup.HTTP).statusCode()).isEqualTo(405);
  }

  @Test
  void setsAsideStrangersSealed() throws Exception {
    // When
    publish(TOPIC.replace(Havnstrup.DEV_EUI, CANARY), uplinkOf(CANARY));

    // Then
    Quarantined quarantined =
        await()
            .atMost(WITHIN)
            .until(
                () ->
                    all(Topics.QUARANTINE).stream()
                        .filter(q -> q.reason() == Quarantined.Reason.UNKNOWN_DEVICE)
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    DailySeal seal = new DailySeal(new DailyKeys(folder.resolve("keys"), Duration.ofDays(30)));
    byte[] original =
        seal.open(
            "havnstrup", Havnstrup.LORAWAN, new Sealed(quarantined.seal(), quarantined.sealed()));
    Original whole = Original.of(quarantined.about(), original);
    assertThat(new String(whole.body(), UTF_8)).isEqualTo(uplinkOf(CANARY));
    assertThat(whole.way().topic()).isEqualTo(TOPIC.replace(Havnstrup.DEV_EUI, CANARY));
  }

  private static String uplinkOf(String device) {
    return Havnstrup.uplink().replace("A84041000181C061", device);
  }

  @Test
  void mendsTheSettingsOfTopics() throws Exception {
    // Given
    KafkaSettings settings =
        Defaults.settings(Map.of("bypuls.ingest.kafka.bootstrap-servers", kafka.bootstrapServers()))
            .kafka();
    ConfigResource live = new ConfigResource(ConfigResource.Type.TOPIC, Topics.LIVE.name());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        TopicKeeper topics = new TopicKeeper(settings)) {
      AlterConfigOp shorter =
          new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(live, List.of(shorter))).all().get();

      // When
      topics.keep();

      // Then
      Config mended =
          Objects.requireNonNull(admin.describeConfigs(List.of(live)).all().get().get(live));
      assertThat(mended.get("retention.ms").value())
          .isEqualTo(Topics.LIVE.settings().get("retention.ms"));
    }
  }

  @Test
  void refusesWhileItsMachinesClockIsWrongAndNoLonger() throws Exception {
    // Given
    KafkaSettings settings =
        Defaults.settings(Map.of("bypuls.ingest.kafka.bootstrap-servers", kafka.bootstrapServers()))
            .kafka();
    AtomicReference<Duration> wrongBy = new AtomicReference<>(Duration.ofSeconds(-7));
    InstantSource clock = () -> Instant.now().plus(wrongBy.get());
    try (KafkaPublisher publisher = new KafkaPublisher(settings, "wrong", clock)) {
      await().atMost(WITHIN).until(publisher::isPrepared);

      // When
      publisher.tick();

      // Then
      await().atMost(WITHIN).until(() -> publisher.refuses() == Why.CLOCKS_APART);
      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                publisher.tick();
                assertThat(publisher.clocks().secondsAhead()).isBetween(6.0, 7.5);
              });
      wrongBy.set(Duration.ZERO);
      await()
          .atMost(WITHIN)
          .until(
              () -> {
                publisher.tick();
                return publisher.refuses() == null;
              });
    }
    // The service's own clock is right all the time.
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () ->
                assertThat(service.get("/metrics").body())
                    .containsPattern("bypuls_ingest_clock_difference_seconds 0\\.0"));
  }

  @Test
  void tellsItsLogNoDeviceTokenOrPayload() {
    // Given
    service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, uplinkOf(CANARY));
    service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, "{\"device\":\"" + CANARY);

    // When
    String logged = service.logged();

    // Then
    assertThat(logged)
        .contains("\"source\":\"" + Havnstrup.LORAWAN + "\"")
        .contains("\"tenant\":\"havnstrup\"")
        .doesNotContainIgnoringCase(CANARY)
        .doesNotContainIgnoringCase(Havnstrup.DEV_EUI)
        .doesNotContain(Havnstrup.TOKEN)
        .doesNotContain(mqtt.password("ingest"));
    Set<String> metrics =
        service.get("/metrics").body().lines().collect(Collectors.toUnmodifiableSet());
    assertThat(metrics)
        .noneMatch(line -> line.contains(CANARY) || line.contains(Havnstrup.DEV_EUI));
  }

  /** What counts messages as they come is finer than anything that is published. */
  @Test
  void showsWhatIsCountedToTheMachineItselfAlone() throws Exception {
    // Given the addresses that somebody else would ask at, and so ask from
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    assumeThat(others).as("addresses beside loopback").isNotEmpty();

    for (InetAddress other : others) {
      // When
      HttpResponse<String> metrics = service.get(other, "/metrics");
      HttpResponse<String> health = service.get(other, "/health");
      HttpResponse<String> ready = service.get(other, "/health/ready");

      // Then
      assertThat(metrics.statusCode()).isEqualTo(403);
      assertThat(metrics.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(metrics.body()).contains("BYPULS_METRICS_FOR").doesNotContain("bypuls_");
      assertThat(health.statusCode()).isEqualTo(403);
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).isEqualTo("{\"status\":\"UP\"}");
      assertThat(service.get(other, "/health/live").body()).isEqualTo(ready.body());
    }
    assertThat(service.get("/metrics").body()).contains("bypuls_ingest_received_total");
    assertThat(service.get("/health/ready").body()).contains("connected\"");
  }
}
