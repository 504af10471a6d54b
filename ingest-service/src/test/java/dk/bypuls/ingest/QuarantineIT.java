package dk.bypuls.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.ReadingId;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.ingest.operator.OperatorContract;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with the quarantine: the packaged service and a real Kafka. */
class QuarantineIT {

  private static final String SECRET = "the-secret-of-a-test-0123456789";
  private static final String LIST = "/operator/quarantine";
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static KafkaBroker kafka;
  private static ServiceProcess service;
  private static Instant observed;

  @BeforeAll
  static void startAll(@TempDir Path folder) throws Exception {
    observed = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);
    kafka = KafkaBroker.start(folder.resolve("kafka"), FreePorts.block(2));
    kafka.awaitReady();
    Path secret = Files.writeString(folder.resolve("operator-token"), SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    service =
        new ServiceProcess(
            folder,
            Map.of(
                "BYPULS_KAFKA",
                kafka.bootstrapServers(),
                "BYPULS_OPERATOR_TOKEN_FILE",
                secret.toString()));
    service.start();
    service.awaitReady();
    register(1, Havnstrup.entities(null));
    await().atMost(WITHIN).until(() -> post(Havnstrup.DEV_EUI, "{\"temperature\":1}") == 202);
  }

  @AfterAll
  static void stopAll() {
    service.close();
    kafka.close();
  }

  private static int post(String device, String object) {
    String body =
        "{\"device\":\"%s\",\"time\":\"%s\",\"object\":%s}".formatted(device, observed, object);
    return service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, body).statusCode();
  }

  private static void register(long generation, List<Entity> entities) {
    List<RegistryRecord> records = new ArrayList<>();
    for (Entity entity : entities) {
      records.add(
          new RegistryRecord.Changed(
              1, generation, EntityKind.of(entity), entity.id(), generation, entity));
    }
    records.add(new RegistryRecord.Applied(1, generation));
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

  private static <T> List<T> all(Topic<T> topic) {
    return TopicContent.all(kafka.bootstrapServers(), topic);
  }

  private static List<Readings> ofDoor() {
    List<Readings> found = new ArrayList<>();
    for (InnerEvent event : all(Topics.READINGS)) {
      if (event instanceof Readings readings && readings.sensor().equals(Havnstrup.DOOR)) {
        found.add(readings);
      }
    }
    return found;
  }

  private static List<ReadingId> ids(List<Readings> all) {
    return all.stream()
        .flatMap(message -> message.readings().stream().map(message::idOf))
        .distinct()
        .toList();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode told = JSON.readTree(answer.body());
    String path = answer.uri().getPath().replaceFirst("/quarantine/[0-9].*", "/quarantine/{entry}");
    OperatorContract.check(path, told);
    return told;
  }

  private static JsonNode list(String query) throws IOException {
    return json(service.get(LIST + query, SECRET));
  }

  private static JsonNode order(String verb, String order) throws IOException {
    return json(service.post(LIST + "/" + verb, SECRET, order));
  }

  @Test
  void replaysWhatIsMendedWithItsOriginalTimesAndRemembersIt() throws Exception {
    // Given two messages of a field that nobody declared
    post("a84041000181c062", "{\"opened\":1}");
    post("a84041000181c062", "{\"opened\":0}");
    String door = "?device=a84041000181c062&reason=nothing-declared";
    JsonNode listed = list(door);
    assertThat(listed.path("entries")).hasSize(2);
    assertThat(listed.toString()).doesNotContainIgnoringCase("a84041000181c062");
    JsonNode newest = listed.at("/entries/0");
    assertThat(newest.path("replayable").asBoolean()).isTrue();
    JsonNode shown =
        json(service.get(LIST + "/" + newest.path("entry").asText() + "?original=true", SECRET));
    assertThat(shown.at("/original/text").asText()).contains("\"opened\":0");
    int setAside = all(Topics.QUARANTINE).size();
    String all =
        "{\"device\":\"a84041000181c062\",\"reason\":\"nothing-declared\",\"request\":\"r1\"}";
    JsonNode tooEarly = order("replay", all);
    assertThat(tooEarly.path("counts").toString()).isEqualTo("{\"failed-again\":2}");
    assertThat(all(Topics.QUARANTINE)).hasSize(setAside);
    mendDoor();

    // When
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () ->
                assertThat(order("replay", all.replace("r1", "r2")).at("/counts/replayed").asInt())
                    .isEqualTo(2));

    // Then
    List<Readings> once = ofDoor();
    assertThat(once).hasSize(2);
    assertThat(once.get(0).readings().get(0).observedAt()).isEqualTo(observed);
    assertThat(once)
        .extracting(message -> message.receivedAt().toString())
        .contains(newest.path("receivedAt").asText());
    service.kill();
    service.start();
    service.awaitReady();
    assertThat(list(door).path("entries")).isEmpty();
    assertThat(list(door + "&state=all").at("/entries/1/state").asText()).isEqualTo("replayed");
    assertThat(order("replay", all).path("counts")).isEmpty();
    JsonNode again = order("replay", all.replace("\"request\"", "\"again\":true,\"request\""));
    assertThat(again.at("/counts/replayed").asInt()).isEqualTo(2);
    assertThat(ofDoor()).hasSize(4);
    assertThat(ids(ofDoor())).hasSize(2).isEqualTo(ids(once));
    assertThat(all(Topics.QUARANTINE_SETTLED)).extracting(event -> event.request()).contains("r2");
  }

  private static void mendDoor() {
    register(
        2,
        List.of(
            new Profile(
                "havnstrup-door",
                "havnstrup",
                new Profile.Product("Nordsensor", "D-1"),
                null,
                null,
                List.of(
                    new Profile.Field(
                        "/object/opened",
                        "door-open",
                        "{state}",
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        null,
                        null)))));
  }

  @Test
  void dropsAndPages() throws Exception {
    // Given only these of what others set aside
    order("drop", "{\"reason\":\"unknown-device\"}");
    Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (int i = 0; i < 5; i++) {
      post("stranger-" + i, "{}");
    }
    JsonNode page = list("?reason=unknown-device&limit=3&from=PT1H");
    assertThat(page.path("entries")).hasSize(3);
    JsonNode rest = list("?reason=unknown-device&cursor=" + page.path("next").asText());
    assertThat(rest.path("entries")).hasSize(2);
    assertThat(rest.path("next").isNull()).isTrue();

    // When
    String first = page.at("/entries/0/entry").asText();
    JsonNode one = order("drop", "{\"entries\":[\"" + first + "\",\"0-999999\"]}");
    JsonNode others = order("drop", "{\"reason\":\"unknown-device\"}");

    // Then
    assertThat(one.path("counts").toString()).contains("\"dropped\":1", "\"not-found\":1");
    assertThat(others.at("/counts/dropped").asInt()).isEqualTo(4);
    assertThat(list("?reason=unknown-device").path("entries")).isEmpty();
    assertThat(list("?reason=unknown-device&state=settled&from=" + begun).path("entries"))
        .hasSize(5);
  }

  @Test
  void readsBackwardsOverManyBlocksAndDealsInSteps() throws Exception {
    // Given
    String many = "[" + "{},".repeat(999) + "{}]";
    for (int i = 0; i < 2; i++) {
      assertThat(service.post("/ingest/" + Havnstrup.HTTP, Havnstrup.TOKEN, many).statusCode())
          .isEqualTo(202);
    }

    // When
    JsonNode page = list("?reason=undecodable&limit=1000");
    JsonNode rest = list("?reason=undecodable&limit=1000&cursor=" + page.path("next").asText());

    // Then
    List<String> names = page.path("entries").findValuesAsText("entry");
    names.addAll(rest.path("entries").findValuesAsText("entry"));
    assertThat(names).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(page.path("entries").findValuesAsText("setAsideAt"))
        .isSortedAccordingTo(Comparator.<String, Instant>comparing(Instant::parse).reversed());
    JsonNode step = order("drop", "{\"reason\":\"undecodable\"}");
    assertThat(step.at("/counts/dropped").asInt()).isEqualTo(500);
    String next = step.path("next").asText();
    while (!next.equals("null")) {
      next =
          order("drop", "{\"reason\":\"undecodable\",\"cursor\":\"" + next + "\"}")
              .path("next")
              .asText();
    }
    assertThat(list("?reason=undecodable").path("entries")).isEmpty();
  }

  @Test
  void showsWhatTheAggregatorSetAsideAndDoesNotReplayIt() throws Exception {
    // Given a message of which the aggregator points to the second reading, and one that is gone
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Readings message =
        new Readings(
            "havnstrup",
            Havnstrup.AIR,
            Havnstrup.LORAWAN,
            new Origin(1, 2),
            now,
            List.of(
                new Readings.Reading(Quantities.of("air-temperature"), 0, 100, now, 0),
                new Readings.Reading(Quantities.of("air-temperature"), 1, 200, now, 0)));
    RecordMetadata at =
        publish(Topics.READINGS.name(), "sensor", Topics.READINGS.codec().encode(message));
    RecordMetadata aside = publishLate(at.partition(), at.offset());
    RecordMetadata gone = publishLate(at.partition(), at.offset() + 1_000);

    // When
    JsonNode shown =
        json(service.get(LIST + "/" + name(aside) + "?original=true", SECRET)).path("original");

    // Then
    assertThat(shown.at("/readings")).hasSize(1);
    assertThat(shown.at("/readings/0/value").decimalValue()).isEqualByComparingTo("2");
    HttpResponse<String> lost = service.get(LIST + "/" + name(gone) + "?original=true", SECRET);
    assertThat(lost.statusCode()).isEqualTo(404);
    assertThat(lost.body()).contains("no longer kept");
    JsonNode listed = list("?reason=too-late&source=havnstrup-lorawan&device=A84041000181C061");
    assertThat(listed.at("/entries/0/replayable").asBoolean()).isFalse();
    JsonNode replayed = order("replay", "{\"reason\":\"too-late\"}");
    assertThat(replayed.at("/entries/0/result").asText()).isEqualTo("not-replayable");
    assertThat(replayed.at("/entries/0/why").asText()).contains("back-fill");
  }

  private static String name(RecordMetadata at) {
    return at.partition() + "-" + at.offset();
  }

  private static RecordMetadata publishLate(int partition, long offset) throws Exception {
    byte[] late =
        Topics.QUARANTINE
            .codec()
            .encode(
                new Quarantined(
                    "havnstrup",
                    Havnstrup.LORAWAN,
                    null,
                    Quarantined.Reason.TOO_LATE,
                    "came late",
                    Instant.now(),
                    new Origin(1, 2),
                    Map.of(
                        "sensor",
                        Havnstrup.AIR,
                        Quarantined.RECORD,
                        Topics.READINGS.name() + "/" + partition + "/" + offset,
                        Quarantined.WHICH,
                        "1"),
                    Quarantined.UNSEALED,
                    ByteString.EMPTY));
    return publish(Topics.QUARANTINE.name(), Havnstrup.LORAWAN, late);
  }

  private static RecordMetadata publish(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }
  }

  @Test
  void tellsWhatASourceBringsAndWhatBecameOfADevicesMessages() throws Exception {
    // Given
    long before = source().path("received").asLong();
    post(Havnstrup.DEV_EUI, "{\"temperature\":11.5}");
    post(Havnstrup.DEV_EUI, "{\"temperature\":12.5}");
    post("0000000000000001", "{\"temperature\":1}");

    // When
    JsonNode counted = source();
    JsonNode lately =
        json(service.get("/operator/uplinks?limit=2&from=PT10M&sensor=" + Havnstrup.AIR, SECRET));

    // Then
    assertThat(counted.path("received").asLong()).isEqualTo(before + 3);
    assertThat(counted.at("/quarantined/unknown-device").asInt()).isPositive();
    assertThat(lately.path("uplinks")).hasSize(2);
    assertThat(lately.at("/uplinks/0/readings/0/value").decimalValue())
        .isEqualByComparingTo("12.5");
    assertThat(lately.at("/uplinks/1/readings/0/value").decimalValue())
        .isEqualByComparingTo("11.5");
    assertThat(Instant.parse(lately.path("lookedBackTo").asText())).isBefore(Instant.now());
    assertThat(service.get("/operator/uplinks", SECRET).statusCode()).isEqualTo(400);
  }

  private static JsonNode source() throws IOException {
    for (JsonNode each : json(service.get("/operator/sources", SECRET)).path("sources")) {
      if (each.path("source").asText().equals(Havnstrup.HTTP)) {
        return each;
      }
    }
    throw new AssertionError("the source is not told of");
  }

  @Test
  void answersNobodyWithoutTheSecret() {
    assertThat(service.get(LIST).statusCode()).isEqualTo(401);
    assertThat(service.get(LIST, "guessed").statusCode()).isEqualTo(401);
    assertThat(service.post("/operator/decode", Havnstrup.TOKEN, "{}").statusCode()).isEqualTo(401);
    assertThat(service.get(LIST + "?reason=none", SECRET).statusCode()).isEqualTo(400);
    assertThat(service.get(LIST + "/0-999999", SECRET).statusCode()).isEqualTo(404);
    assertThat(service.post(LIST + "/drop", SECRET, "{}").statusCode()).isEqualTo(400);
    assertThat(service.get("/operator/other", SECRET).statusCode()).isEqualTo(404);
  }

  @Test
  void showsWhatAMessageWouldBecomeAndNoticesUndeclaredFields() throws Exception {
    // Given
    String message =
        "{\"device\":\"%s\",\"time\":\"%s\",\"object\":{\"temperature\":80,\"novel\":1}}"
            .formatted(Havnstrup.DEV_EUI, observed);
    int published =
        all(Topics.READINGS).stream().filter(Readings.class::isInstance).toList().size();

    // When
    JsonNode shown =
        json(
            service.post(
                "/operator/decode",
                SECRET,
                JSON.createObjectNode()
                    .put("source", Havnstrup.HTTP)
                    .put("text", message)
                    .toString()));

    // Then
    assertThat(shown.at("/readings/0/readings/0/value").decimalValue()).isEqualByComparingTo("80");
    assertThat(shown.at("/readings/0/readings/0/hints").toString())
        .isEqualTo("[\"implausible\",\"out-of-range\"]");
    assertThat(shown.at("/messages/0/undeclared").toString()).isEqualTo("[\"/object/novel\"]");
    assertThat(all(Topics.READINGS).stream().filter(Readings.class::isInstance).toList())
        .hasSize(published);
    post(Havnstrup.DEV_EUI, "{\"temperature\":1,\"novel\":1}");
    post(Havnstrup.DEV_EUI, "{\"temperature\":2,\"novel\":2}");
    String fields = "/operator/undeclared-fields?source=" + Havnstrup.HTTP;
    await()
        .untilAsserted(
            () ->
                assertThat(
                        json(service.get(fields, SECRET)).path("fields").findValuesAsText("field"))
                    .containsOnlyOnce("/object/novel"));
  }
}
