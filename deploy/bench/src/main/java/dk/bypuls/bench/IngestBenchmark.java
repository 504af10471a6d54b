package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.events.Sha256;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Decoder.Script;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Profile.Field;
import dk.bypuls.events.registry.Profile.Product;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Http;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.events.registry.SourceToken;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import dk.bypuls.local.MqttBroker;
import dk.bypuls.local.Service;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/** The packaged ingest service between real brokers, beside the least that each stage costs. */
final class IngestBenchmark implements Benchmark {

  private static final String TOKEN = "bench-token-0123456789abcdef";
  private static final String PLAIN = "a84041000181c061";
  private static final String SCRIPTED = "a84041000181c062";
  private static final String TOPIC = "application/%s/device/%s/event/up";
  private static final int UNACKNOWLEDGED = 1_000;
  private static final int CONNECTIONS = 64;
  private static final int RECORD_BYTES = 108;
  private static final long LIMIT_SECONDS = 120;

  private final int messages;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int counter;

  IngestBenchmark(int messages) {
    this.messages = messages;
  }

  @Override
  public String about() {
    return "messages by MQTT and HTTP until Kafka has them, beside bare Paho, Kafka and HTTP";
  }

  @Override
  public void run(Rounds rounds) {
    try {
      Path folder = Files.createTempDirectory("bypuls-bench");
      try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
          MqttBroker mqtt = MqttBroker.start(folder.resolve("mqtt"), FreePorts.one())) {
        kafka.awaitReady();
        mqtt.awaitReady();
        run(rounds, folder, kafka, mqtt);
      }
      delete(folder);
    } catch (IOException | MqttException e) {
      throw new IllegalStateException("the benchmark failed: " + e.getMessage(), e);
    }
  }

  private void run(Rounds rounds, Path folder, KafkaBroker kafka, MqttBroker mqtt)
      throws IOException, MqttException {
    int port = FreePorts.one();
    int emptyPort = FreePorts.one();
    String servers = kafka.bootstrapServers();
    String bare = TOPIC.formatted("bare", PLAIN);
    try (Measured service = service(folder, port, servers, credentials(folder, mqtt));
        Measured paho = ceiling(folder, "mqtt", mqtt.uri(), mqtt.password("ingest"), bare);
        Measured producer = ceiling(folder, "kafka", servers, Integer.toString(RECORD_BYTES));
        Measured empty = ceiling(folder, "http", Integer.toString(emptyPort))) {
      await(() -> Service.isReady(port));
      createTopic(servers);
      register(servers, mqtt.uri());
      MqttAsyncClient sender = sender(mqtt);
      await(() -> get(port, "/health/ready").contains("connected\""));
      Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
      candidates.put(
          "mqtt",
          () -> service.perOperation(messages, () -> throughMqtt(sender, port, "bench", PLAIN)));
      candidates.put(
          "mqtt-script",
          () -> service.perOperation(messages, () -> throughMqtt(sender, port, "bench", SCRIPTED)));
      candidates.put(
          "paho",
          () ->
              paho.perOperation(
                  messages,
                  () -> {
                    publish(sender, bare, PLAIN);
                    order(paho);
                  }));
      candidates.put("producer", () -> producer.perOperation(messages, () -> order(producer)));
      candidates.put(
          "http",
          () -> service.perOperation(messages, () -> post(port, "/ingest/bench-http", 202)));
      candidates.put(
          "http-empty", () -> empty.perOperation(messages, () -> post(emptyPort, "/", 204)));
      Figures figures = rounds.measured("ingest", candidates);
      rounds.say("paho / mqtt        %.2f (P1)", figures.ratio("paho", "mqtt"));
      rounds.say("paho / mqtt-script %.2f", figures.ratio("paho", "mqtt-script"));
      rounds.say(
          "(paho + producer) / mqtt %.2f",
          (figures.of("paho") + figures.of("producer")) / figures.of("mqtt"));
      rounds.say("http / http-empty  %.2f (P2)", figures.ratio("http", "http-empty"));
      sender.disconnectForcibly();
      sender.close(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  private static Path credentials(Path folder, MqttBroker mqtt) throws IOException {
    Path file = folder.resolve("credentials.properties");
    Files.writeString(
        file, "city.username=ingest\ncity.password=" + mqtt.password("ingest") + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static Measured service(Path folder, int port, String servers, Path credentials) {
    Path jar =
        Path.of(System.getProperty("bypuls.checkout", "."))
            .resolve("ingest-service/target/quarkus-app/quarkus-run.jar");
    return Measured.java(
        folder.resolve("ingest.log"),
        Map.of(
            "BYPULS_KAFKA", servers,
            "BYPULS_CREDENTIALS", credentials.toString(),
            "BYPULS_KEYS", folder.resolve("keys").toString(),
            "BYPULS_INGEST_INSTANCE", "bench",
            "QUARKUS_HTTP_PORT", Integer.toString(port)),
        List.of("-jar", jar.toString()));
  }

  private static Measured ceiling(Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), Ceiling.class.getName()));
    command.addAll(List.of(arguments));
    Measured ceiling = Measured.java(folder.resolve("ceiling.log"), Map.of(), command);
    ceiling.hear();
    return ceiling;
  }

  private void order(Measured ceiling) {
    ceiling.say(Integer.toString(messages));
    ceiling.hear();
  }

  private void throughMqtt(MqttAsyncClient sender, int port, String application, String device) {
    double before = accepted(port);
    publish(sender, TOPIC.formatted(application, device), device);
    await(() -> accepted(port) >= before + messages);
  }

  private double accepted(int port) {
    return get(port, "/metrics")
        .lines()
        .filter(line -> line.startsWith("bypuls_ingest_accepted_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void publish(MqttAsyncClient sender, String topic, String device) {
    Semaphore window = new Semaphore(UNACKNOWLEDGED);
    String now = Instant.now().toString();
    try {
      for (int i = 0; i < messages; i++) {
        window.acquire();
        byte[] event = uplink(device, now, ++counter).getBytes(UTF_8);
        sender.publish(topic, new MqttMessage(event, 1, false, null), null, releasing(window));
      }
      window.acquire(UNACKNOWLEDGED);
    } catch (MqttException e) {
      throw new IllegalStateException("cannot publish", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static MqttActionListener releasing(Semaphore window) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        window.release();
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {}
    };
  }

  private void post(int port, String path, int expected) {
    Semaphore window = new Semaphore(CONNECTIONS);
    Semaphore well = new Semaphore(0);
    String now = Instant.now().toString();
    IntFunction<String> body =
        id ->
            "{\"device\":\"%s\",\"time\":\"%s\",\"id\":\"m%d\",\"object\":{\"temperature\":21.5}}"
                .formatted(PLAIN, now, id);
    try {
      for (int i = 0; i < messages; i++) {
        window.acquire();
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body.apply(++counter)))
                .build();
        var unused =
            http.sendAsync(request, BodyHandlers.discarding())
                .whenComplete(
                    (answer, failure) -> {
                      if (failure == null && answer.statusCode() == expected) {
                        well.release();
                      }
                      window.release();
                    });
      }
      window.acquire(CONNECTIONS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (well.availablePermits() != messages) {
      throw new IllegalStateException(
          (messages - well.availablePermits()) + " posts were not answered with " + expected);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "what was awaited did not come in " + LIMIT_SECONDS + " s");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String get(int port, String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException("ingest does not answer", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }

  private static MqttAsyncClient sender(MqttBroker mqtt) throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(mqtt.uri(), "bench", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("network-server");
    options.setPassword(mqtt.password("network-server").getBytes(UTF_8));
    client.connect(options).waitForCompletion();
    return client;
  }

  private static String uplink(String device, String now, int counter) {
    return """
        {"deduplicationId":"7c0e9f5e-20a4-4d0e-9c7f-6b1d9e0a4b11","time":"%s","deviceInfo":{\
        "tenantId":"52f14cd4-c6f1-4fbd-8f87-4025e1d49242","tenantName":"Havnstrup",\
        "applicationId":"ca739e26-7b67-4f14-b69e-d568c22a5a75","applicationName":"luft",\
        "deviceProfileId":"605d08d4-65f5-4d2c-8a5a-3d2457662f79","deviceProfileName":"AQ-2",\
        "deviceName":"torvet","devEui":"%s","tags":{}},"devAddr":"00189440","adr":true,"dr":5,\
        "fCnt":%d,"fPort":2,"confirmed":false,"data":"AWcA8AJoYw==","object":{"temperature":24.05,\
        "pm25":123,"humidity":49.5},"rxInfo":[{"gatewayId":"0016c001f153a14c","uplinkId":4217106255,\
        "rssi":-57,"snr":9.25,"channel":5,"location":{"latitude":56.1,"longitude":10.1},\
        "context":"EFwMtA==","crcStatus":"CRC_OK"}],"txInfo":{"frequency":868300000,"modulation":{\
        "lora":{"bandwidth":125000,"spreadingFactor":7,"codeRate":"CR_4_5"}}}}"""
        .formatted(now, device, counter);
  }

  /** For the bare producer: as divided as the topic of the readings. */
  private static void createTopic(String servers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(List.of(new NewTopic("bench", Topics.READINGS.partitions(), (short) 1)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  private static void register(String servers, String mqtt) {
    List<RegistryRecord> records = new ArrayList<>();
    for (Entity entity : entities(mqtt)) {
      records.add(new RegistryRecord.Changed(1, 1, EntityKind.of(entity), entity.id(), 1, entity));
    }
    records.add(new RegistryRecord.Applied(1, 1));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
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

  private static List<Entity> entities(String mqtt) {
    Source.Mqtt subscription =
        new Source.Mqtt(mqtt, "application/bench/device/+/event/+", "city", 1, null, null);
    String script =
        "function Decoder(bytes, port) { return {temperature: (bytes[2] << 8 | bytes[3]) / 10}; }";
    return List.of(
        new Source("bench-lorawan", "bench", "chirpstack-v4", subscription, null, null, true),
        new Source(
            "bench-http",
            "bench",
            "json",
            null,
            new Http(false),
            new JsonEnvelope("/device", "/time", "/id"),
            true),
        new SourceToken("bench", "bench-http", Sha256.hex(TOKEN)),
        new Decoder("bench-script", "bench", new Script(null, script)),
        profile("bench-plain", null),
        profile("bench-scripted", "bench-script"),
        sensor("bench-sensor-1", PLAIN, "bench-plain"),
        sensor("bench-sensor-2", SCRIPTED, "bench-scripted"));
  }

  private static Profile profile(String id, @Nullable String decoder) {
    List<Field> fields = new ArrayList<>();
    fields.add(field("/object/temperature", "air-temperature", "Cel"));
    if (decoder == null) {
      fields.add(field("/object/pm25", "pm2-5", "ug/m3"));
      fields.add(field("/object/humidity", "relative-humidity", "%"));
    }
    fields.add(field("/radio/rssi", "radio-rssi", "dB[mW]"));
    return new Profile(id, "bench", new Product("Nordsensor", id), null, decoder, fields);
  }

  private static Field field(String pointer, String quantity, String unit) {
    return new Field(pointer, quantity, unit, BigDecimal.ONE, BigDecimal.ZERO, null, null);
  }

  private static Sensor sensor(String id, String device, String profile) {
    return new Sensor(
        id,
        "bench",
        List.of("bench-lorawan", "bench-http"),
        device,
        profile,
        List.of(new Placement("bench-place", null)));
  }
}
