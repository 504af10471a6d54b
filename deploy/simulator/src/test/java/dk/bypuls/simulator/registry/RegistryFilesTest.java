package dk.bypuls.simulator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.vocabulary.Conversion;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import dk.bypuls.events.vocabulary.Units;
import dk.bypuls.simulator.instrument.Field;
import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.send.HourlyPast;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.yaml.snakeyaml.Yaml;

@TestInstance(Lifecycle.PER_CLASS)
class RegistryFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
  private static final String BROKER = "tcp://127.0.0.1:1883";
  private static final String ID = "havnstrup(-[a-z0-9]+)*";
  private static final int LONGEST_ID = 64;

  private final Town town = Town.of(1);
  private final Map<String, String> files = new RegistryFiles(town, BROKER, NOW).all();
  private final List<JsonNode> parsed =
      files.values().stream()
          .map(text -> new ObjectMapper().<JsonNode>valueToTree(new Yaml().load(text)))
          .toList();

  @Test
  void everyReferenceResolves() {
    // When
    Set<String> places = texts(all("places"), "id");
    Set<String> profiles = texts(all("profiles"), "id");
    Set<String> sources = texts(all("sources"), "id");

    // Then
    assertThat(places).hasSize(town.places().size());
    assertThat(profiles).hasSize(12);
    assertThat(sources).containsExactly("havnstrup-http", "havnstrup-lorawan");
    assertThat(all("sensors")).hasSize(400);
    assertThat(places).containsAll(texts(all("sensors"), "place"));
    assertThat(texts(all("sensors"), "profile")).isEqualTo(profiles);
    assertThat(texts(all("sensors"), "source")).containsExactly("havnstrup-lorawan");
    assertThat(texts(all("datasets").flatMap(each("profiles")), "")).isEqualTo(profiles);
  }

  @Test
  void everyIdIsOneOfThisTenantAndThereOnlyOnce() {
    // When
    List<String> ids =
        Stream.of("tenants", "sources", "profiles", "places", "sensors", "datasets")
            .flatMap(this::all)
            .map(entity -> entity.path("id").asText())
            .toList();

    // Then
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches(ID) && id.length() <= LONGEST_ID);
  }

  @Test
  void namesTheDevicesOfTheTown() {
    // When
    Map<String, String> devices =
        all("sensors")
            .collect(
                Collectors.toMap(
                    sensor -> sensor.path("id").asText(),
                    sensor -> sensor.path("device").textValue()));

    // Then
    assertThat(devices)
        .isEqualTo(
            town.devices().stream().collect(Collectors.toMap(Device::sensor, Device::devEui)));
  }

  @Test
  void everyFieldIsAQuantityOfTheVocabularyInAConvertibleUnit() {
    // When
    List<JsonNode> fields = all("profiles").flatMap(each("fields")).toList();

    // Then
    assertThat(fields)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            field -> {
              Quantity quantity = Quantities.of(field.path("quantity").asText());
              Conversion conversion =
                  Conversion.between(
                      Units.find(field.path("unit").asText()).orElseThrow(), quantity.unit());
              assertThat(conversion.factor()).isPositive();
            });
  }

  @Test
  void declaresWhatTheDevicesSay() {
    // Given
    Instruments instruments = new Instruments(new Nature(town.chance()));
    Set<String> said = new TreeSet<>(Set.of("/radio/rssi", "/radio/snr"));
    town.devices().stream()
        .flatMap(device -> instruments.of(device.kind()).fields().stream())
        .map(Field::name)
        .forEach(name -> said.add("/object/" + name));

    // When
    Set<String> declared = texts(all("profiles").flatMap(each("fields")), "pointer");

    // Then
    assertThat(declared).isEqualTo(said);
  }

  @Test
  void everyQuantityOfADatasetIsMeasuredByItsProfiles() {
    // Given
    Map<String, Set<String>> measured =
        all("profiles")
            .collect(
                Collectors.toMap(
                    profile -> profile.path("id").asText(),
                    profile -> texts(each("fields").apply(profile), "quantity")));

    // When
    List<JsonNode> datasets = all("datasets").toList();

    // Then
    assertThat(datasets)
        .allSatisfy(
            dataset ->
                assertThat(
                        each("profiles")
                            .apply(dataset)
                            .flatMap(
                                profile ->
                                    measured.getOrDefault(profile.asText(), Set.of()).stream()))
                    .containsAll(texts(each("quantities").apply(dataset), "")));
  }

  @Test
  void noDatasetIsOfALooserClassThanItsQuantitiesAllow() {
    assertThat(all("datasets").toList())
        .allSatisfy(
            dataset -> {
              PrivacyClass declared =
                  PrivacyClass.find(dataset.path("privacyClass").asText()).orElseThrow();
              assertThat(texts(each("quantities").apply(dataset), ""))
                  .map(id -> Quantities.of(id).loosestClass())
                  .noneMatch(declared::isLooserThan);
            });
  }

  @Test
  void datasetsOfPeopleAreProtectedOrNotPublic() {
    // When
    Map<Boolean, List<JsonNode>> datasets =
        all("datasets")
            .collect(
                Collectors.partitioningBy(
                    dataset -> dataset.path("privacyClass").asText().equals("open")));

    // Then
    assertThat(datasets.getOrDefault(true, List.of()))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(RegistryFilesTest::isCompletelyDecided);
    assertThat(datasets.getOrDefault(false, List.of()))
        .allMatch(dataset -> dataset.has("publication") == dataset.has("policies"))
        .filteredOn(dataset -> dataset.has("publication"))
        .allSatisfy(RegistryFilesTest::isCompletelyDecided)
        .extracting(dataset -> dataset.path("privacyClass").asText())
        .containsExactly("crowd", "household");
  }

  @Test
  void whatHasFilesOfWeeksPastIsOpenAndSettlesSooner() {
    // Given
    Set<String> withFiles =
        HourlyPast.KINDS.stream().map(ProfileText::id).collect(Collectors.toSet());

    // When
    Map<Boolean, List<JsonNode>> datasets =
        all("datasets")
            .collect(
                Collectors.partitioningBy(
                    dataset -> dataset.path("lateness").asText().equals("P3D")));

    // Then
    assertThat(datasets.getOrDefault(true, List.of()))
        .hasSize(4)
        .allMatch(dataset -> dataset.path("privacyClass").asText().equals("open"));
    assertThat(datasets.getOrDefault(false, List.of()))
        .allMatch(dataset -> dataset.path("lateness").asText().equals("P7D"))
        .noneMatch(
            dataset ->
                texts(each("profiles").apply(dataset), "").stream().anyMatch(withFiles::contains));
  }

  @Test
  void theSameFilesComeOutOnAnotherDay() {
    // When
    RegistryFiles tomorrow = new RegistryFiles(Town.of(1), BROKER, NOW.plus(Duration.ofDays(1)));

    // Then
    assertThat(tomorrow.all()).isEqualTo(files);
  }

  @Test
  void publishesSixtyDaysBackEvenInAnEarlierPresent() {
    // When
    PublicationDates dates = PublicationDates.before(Instant.parse("2025-06-30T12:00:00Z"));

    // Then
    assertThat(dates.from()).isEqualTo("2025-05-01T00:00:00Z");
    assertThat(dates.decidedOn()).isEqualTo(LocalDate.parse("2025-04-17"));
  }

  private static void isCompletelyDecided(JsonNode dataset) {
    JsonNode publication = dataset.path("publication");
    assertThat(publication.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "decidedBy", "decidedOn", "reference", "riskAssessment", "remainingRisk", "from");
    assertThat(Instant.ofEpochMilli(publication.path("from").asLong()))
        .isBeforeOrEqualTo(NOW.minus(Duration.ofDays(60)));
    assertThat(dataset.fieldNames())
        .toIterable()
        .contains("owner", "contact", "purpose", "legalBasis", "licence", "retention");
  }

  private Stream<JsonNode> all(String list) {
    return parsed.stream().flatMap(each(list));
  }

  private static Function<JsonNode, Stream<JsonNode>> each(String list) {
    return node -> StreamSupport.stream(node.path(list).spliterator(), false);
  }

  private static Set<String> texts(Stream<JsonNode> nodes, String name) {
    return nodes
        .map(node -> name.isEmpty() ? node.asText() : node.path(name).asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
