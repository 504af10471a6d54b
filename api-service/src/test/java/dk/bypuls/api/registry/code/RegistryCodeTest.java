package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.Town;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.events.registry.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryCodeTest {

  /** Stands in a text where the finding is expected. */
  private static final char HERE = '§';

  @Test
  void readsASoundTown() {
    // When
    Intent intent = RegistryCode.read(Town.files(Town.YAML), Map.of());

    // Then
    assertThat(intent.withdrawn()).isEmpty();
    assertThat(intent.declared()).hasSize(9);
    Sensor moved = (Sensor) intent.declared().get(key(EntityKind.SENSOR, "havnstrup-air-02"));
    assertThat(moved.placements())
        .containsExactly(
            new Sensor.Placement("havnstrup-torvet", Instant.parse("2026-01-01T00:00:00Z")),
            new Sensor.Placement("havnstrup-havnen", Instant.parse("2026-05-31T22:00:00Z")));
    Dataset air = (Dataset) intent.declared().get(key(EntityKind.DATASET, "havnstrup-air"));
    assertThat(air.isPublic()).isTrue();
    assertThat(air.title()).isEqualTo(new Text("Luftkvalitet", "Air quality"));
  }

  @Test
  void tellsAllMistakesAtOnceInTheOrderOfTheLines() {
    // Given
    String town =
        Town.YAML
            .replace("format: json", "format: jsn")
            .replace("unit: Cel", "unit: Celsius")
            .replace("place: havnstrup-torvet\n", "place: havnstrup-torve\n")
            .replace("licence: CC-BY-4.0", "licence: CC-BY");

    // When
    List<Finding> findings = findings(town);

    // Then
    assertThat(findings).hasSize(4);
    assertThat(findings).extracting(Finding::line).isSorted();
    assertThat(findings.get(0))
        .hasToString(
            "town.yaml:13:13: format: jsn is not known; did you mean json?; known are "
                + String.join(", ", SourceFormat.ids()));
  }

  @Test
  void saysWhereTheYamlItselfIsBroken() {
    assertRefused("contact: iot@havnstrup.example", "contact: §@iot", "this file cannot be read");
  }

  @Test
  void refusesTabs() {
    assertRefused("    contact: iot", "§\tcontact: iot", "this file cannot be read");
  }

  @Test
  void refusesCharactersThatAreNoText() {
    assertRefused("Torvet", "Tor§\u0007vet", "does not allow (code 7)");
  }

  @Test
  void refusesAnEndlesslyNestedFile() {
    assertThat(findings("tenants: " + "[".repeat(100) + "]".repeat(100)))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("nested deeper than 20 levels");
  }

  @Test
  void refusesAliasesWithoutEnd() {
    String yaml = "tenants: &t []\nplaces: [" + "*t, ".repeat(300) + "]";
    assertThat(findings(yaml))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("at most 200 aliases");
  }

  @Test
  void refusesAFileOfTooManyValuesWhereTheyBecomeTooMany() {
    // When
    List<Finding> findings = findings("withdraw:\n" + "  - sensor: a\n".repeat(260_000));

    // Then
    assertThat(findings)
        .singleElement()
        .hasToString(
            "town.yaml:250001:13: this file cannot be read: more than 500000 keys and values in a file;"
                + " split it");
  }

  @Test
  void refusesMoreThingsThanOneApplyTakes() {
    // Given
    List<RegistryFile> files = new ArrayList<>(Town.files(Town.YAML));
    for (int file = 0; file < 5; file++) {
      StringBuilder places = new StringBuilder("places:\n");
      for (int i = 0; i < 5_000; i++) {
        places.append(
            "  - {id: havnstrup-%d-%d, tenant: havnstrup, name: {da: A, en: A}, position: [9, 56]}\n"
                .formatted(file, i));
      }
      files.add(new RegistryFile(file + ".yaml", places.toString()));
    }

    // When
    RefusedFilesException refused =
        catchThrowableOfType(RefusedFilesException.class, () -> RegistryCode.read(files, Map.of()));

    // Then
    assertThat(refused.findings())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("more than the 25000 things");
  }

  @Test
  void makesNoObjectOfATag() {
    // When
    List<Finding> findings =
        findings("tenants:\n  - !!javax.script.ScriptEngineManager [!!java.net.URL [\"x\"]]\n");

    // Then
    assertThat(findings).isNotEmpty();
    assertThat(findings.get(0))
        .hasToString(
            "town.yaml:2:5: this file cannot be read: a registry file has no tags; remove"
                + " tag:yaml.org,2002:javax.script.ScriptEngineManager");
  }

  @Test
  void suggestsTheKeyThatWasMeant() {
    assertRefused(
        "    privacyClass: open", "    §privacyclass: open", "did you mean privacyClass?");
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertRefused(
        "    contact: iot@havnstrup.example\n",
        "    contact: iot@havnstrup.example\n    §contact: b@havnstrup.example\n",
        "given twice, first in line 4");
  }

  @Test
  void asksForAKeyThatIsMissing() {
    assertRefused(
        "- id: havnstrup-torvet\n    tenant: havnstrup\n",
        "- §id: havnstrup-torvet\n",
        "a place needs the key tenant");
  }

  @Test
  void refusesAKeyWithoutAValue() {
    assertRefused("contact: iot@havnstrup.example", "contact:§", "contact has no value");
  }

  @Test
  void refusesAListWhereOneValueIsMeant() {
    assertRefused("format: json", "format: §[json]", "format is one value");
  }

  @Test
  void refusesOneValueWhereAListIsMeant() {
    assertRefused("sensors: []", "sensors: §all", "sensors is a list");
  }

  @Test
  void refusesAnIdThatIsNone() {
    assertRefused("id: havnstrup-air\n", "id: §havnstrup_air\n", "1 to 64 letters a-z");
  }

  @Test
  void refusesAnIdThatDoesNotBeginWithItsTenant() {
    assertRefused("id: havnstrup-air\n", "id: §air\n", "write havnstrup-air");
  }

  @Test
  void refusesAnIdDeclaredTwice() {
    assertRefused(
        "sensors:\n",
        "  - {id: §havnstrup-torvet, tenant: havnstrup, name: {da: A, en: A}, position: [9, 56]}\nsensors:\n",
        "declared twice, first at town.yaml:26:5");
  }

  @Test
  void asksForTheOtherLanguage() {
    assertRefused(
        "name: {da: Torvet, en: Market square}", "name: §{da: Torvet}", "the English text (en)");
  }

  @Test
  void asksForBothLanguagesOfAPlainText() {
    assertRefused("name: {da: Torvet, en: Market square}", "name: §Torvet", "both languages");
  }

  @Test
  void refusesAFlagThatIsNeitherTrueNorFalse() {
    assertRefused("simulated: true", "simulated: §yes", "is true or false");
  }

  @Test
  void asksForAWayIn() {
    assertRefused(
        "  - id: havnstrup-http\n    tenant: havnstrup\n    format: json\n    http: {}\n",
        "  - §id: havnstrup-http\n    tenant: havnstrup\n    format: json\n",
        "mqtt, http, folder or pull");
  }

  @Test
  void refusesQosTwoAndSaysWhy() {
    assertRefused("qos: 1", "qos: §2", "waits for Kafka");
    assertRefused("qos: 1", "qos: 1, version: §4", "is 5 or 3.1.1");
    assertRefused(
        "qos: 1, group: bypuls",
        "qos: 1, version: 3.1.1, group: §bypuls",
        "cannot divide messages among a group");
  }

  @Test
  void refusesABrokerWithoutAPort() {
    assertRefused("\"tcp://127.0.0.1:1883\"", "§\"tcp://127.0.0.1\"", "tcp://127.0.0.1:1883");
  }

  @Test
  void refusesAPasswordInABrokersAddressWithoutRepeatingIt() {
    // When
    List<Finding> findings =
        findings(Town.YAML.replace("tcp://127.0.0.1:1883", "tcp://u:hemmelig@127.0.0.1:1883"));

    // Then
    assertThat(findings)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("credentials")
        .doesNotContain("hemmelig");
  }

  @Test
  void refusesATopicFilterThatIsNone() {
    assertRefused(
        "\"application/havnstrup/device/+/event/up\"",
        "§\"application/havnstrup/device/x+/event/up\"",
        "+ stands for one whole level");
  }

  @Test
  void refusesAJsonEnvelopeForChirpstack() {
    assertRefused(
        "    format: chirpstack-v4\n",
        "    format: chirpstack-v4\n    json: §{device: /a, time: /t}\n",
        "belongs to the format json");
  }

  @Test
  void asksForTheEnvelopeOfJson() {
    assertRefused(
        "  - id: havnstrup-http\n    tenant: havnstrup\n    format: json\n    http: {}\n    json: {device: /device, time: /time, messageId: /id}\n",
        "  - §id: havnstrup-http\n    tenant: havnstrup\n    format: json\n    http: {}\n",
        "needs the key json");
  }

  @Test
  void asksWhatTellsACopyFromANewMessage() {
    assertRefused(
        "json: {device: /device, time: /time, messageId: /id}",
        "json: §{device: /device}",
        "dedupe: none");
  }

  @Test
  void takesAMessageWithoutIdentityWhenTheSourceSaysSo() {
    assertThat(
            findings(
                Town.YAML.replace(
                    "json: {device: /device, time: /time, messageId: /id}",
                    "json: {device: /device}\n    dedupe: none")))
        .isEmpty();
  }

  @Test
  void readsHowAWebhookBringsItsToken() {
    // When
    Map<EntityKey, Entity> read =
        registered(Town.YAML.replace("http: {}", "http: {header: X-Api-Key, basic: true}"));

    // Then
    assertThat(read.get(key(EntityKind.SOURCE, "havnstrup-http")))
        .isInstanceOfSatisfying(
            Source.class,
            source ->
                assertThat(source.http()).isEqualTo(new Source.Http(false, "X-Api-Key", true)));
  }

  @Test
  void refusesAHeaderThatIsNone() {
    assertRefused("http: {}", "http: {header: §\"X Api Key\"}", "such as X-Api-Key");
  }

  @Test
  void refusesAPointerThatIsNone() {
    assertRefused("pointer: /object/pm25", "pointer: §object.pm25", "begins with /");
  }

  @Test
  void suggestsTheQuantityThatWasMeant() {
    assertRefused("quantity: pm2-5,", "quantity: §pm2.5,", "did you mean pm2-5?");
  }

  @Test
  void suggestsTheUnitThatWasMeant() {
    assertRefused("\"dB[mW]\"", "§dB(mW)", "did you mean dB[mW]?");
  }

  @Test
  void refusesAUnitThatCannotBeConverted() {
    assertRefused("unit: Cel", "unit: §hPa", "use one of K, Cel, [degF]");
  }

  @Test
  void refusesTheSameFieldTwice() {
    assertRefused(
        "      - {pointer: /object/pm25",
        "      - {pointer: §/object/temperature, quantity: air-temperature, unit: K}\n"
            + "      - {pointer: /object/pm25",
        "already in line 22");
  }

  @Test
  void refusesAScaleOfZeroAndNumbersThatAreNone() {
    assertRefused("scale: 0.1", "scale: §0.0", "every value the same");
    assertRefused("scale: 0.1", "scale: §a tenth", "is no number");
    assertRefused("scale: 0.1", "scale: §0.1234567890123456", "at most 15 digits");
  }

  @Test
  void refusesALimitAboveTheOther() {
    assertRefused("offset: 0", "lowest: §5, highest: 4", "below highest");
  }

  @Test
  void readsForHowLongAFieldMaySayTheSame() {
    // When
    Intent intent =
        RegistryCode.read(Town.files(Town.YAML.replace("offset: 0", "stuckAfter: PT6H")), Map.of());

    // Then
    Profile profile =
        (Profile) intent.declared().get(key(EntityKind.PROFILE, "havnstrup-air-quality"));
    assertThat(profile.fields())
        .extracting(Profile.Field::stuckAfter)
        .contains(Duration.ofHours(6));
    assertRefused("offset: 0", "stuckAfter: §a while", "is no ISO 8601 duration");
  }

  @Test
  void refusesAnIntervalThatIsNone() {
    assertRefused("interval: PT10M", "interval: §10 minutes", "write such as PT10M");
    assertRefused("interval: PT10M", "interval: §PT0S", "between PT1S and P31D");
  }

  @Test
  void refusesAPositionThatIsNotOnEarth() {
    assertRefused(
        "[10.1234, 56.1234]", "§[10.1234, 156.1234]", "longitude (-180 to 180) comes first");
  }

  @Test
  void noticesLatitudeBeforeLongitude() {
    assertRefused("[10.1234, 56.1234]", "§[56.1234, 10.1234]", "write [10.1234, 56.1234]");
  }

  @Test
  void refusesHalfAPosition() {
    assertRefused("[10.1234, 56.1234]", "§[10.1234]", "[longitude, latitude]");
  }

  @Test
  void suggestsThePlaceAndTheProfileThatWereMeant() {
    assertRefused(
        "place: havnstrup-torvet\n", "place: §havnstrup-torve\n", "did you mean havnstrup-torvet?");
    assertRefused(
        "    profile: havnstrup-air-quality\n    place: ",
        "    profile: §havnstrup-air\n    place: ",
        "there is no profile havnstrup-air");
  }

  @Test
  void findsReferencesInWhatIsRegisteredAlready() {
    // Given
    Map<EntityKey, Entity> known = registered(Town.YAML);

    // When
    Intent intent =
        RegistryCode.read(
            Town.files(
                """
                sensors:
                  - {id: havnstrup-air-03, tenant: havnstrup, source: havnstrup-http, device: box 3,
                     profile: havnstrup-air-quality, place: havnstrup-torvet}
                """),
            known);

    // Then
    assertThat(intent.declared()).containsOnlyKeys(key(EntityKind.SENSOR, "havnstrup-air-03"));
  }

  @Test
  void refusesADeviceNamedTwiceInOneSource() {
    assertRefused(
        "    source: havnstrup-http\n    device: box 2\n",
        "    sources: [havnstrup-lorawan]\n    device: §a84041000181c061\n",
        "is sensor havnstrup-air-01 already, at town.yaml:38:13");
  }

  @Test
  void refusesADeviceThatARegisteredSensorHas() {
    // Given
    String yaml =
        """
        sensors:
          - {id: havnstrup-air-03, tenant: havnstrup, source: havnstrup-http, device: box 2,
             profile: havnstrup-air-quality, place: havnstrup-torvet}
        """;

    // When
    List<Finding> findings = findings(yaml, registered(Town.YAML));

    // Then
    assertThat(findings)
        .containsExactly(
            new Finding(
                new Spot("town.yaml", 2, 79),
                Wrong.DEVICE_TAKEN.of(
                    "havnstrup-http", new EntityKey(EntityKind.SENSOR, "havnstrup-air-02"), "")));
  }

  @Test
  void refusesADevEuiThatIsNone() {
    assertRefused("device: a84041000181c061", "device: §a84041000181c06", "16 hexadecimal digits");
  }

  @Test
  void refusesASourceOfAnotherTenant() {
    // Given
    String other =
        """
        tenants:
          - {id: nabo, name: {da: Nabo, en: Neighbour}}
        places:
          - {id: nabo-torv, tenant: nabo, name: {da: Torv, en: Square}, position: [9, 56]}
        """;

    // When
    List<Finding> findings =
        findings(
            Town.YAML.replace("place: havnstrup-torvet\n", "place: nabo-torv\n"),
            registered(other));

    // Then
    assertThat(findings)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("belongs to the tenant nabo, not to havnstrup");
  }

  @Test
  void refusesPlacementsOutOfOrder() {
    assertRefused("2026-06-01T00:00:00+02:00", "§2025-06-01T00:00:00Z", "oldest to newest");
    assertRefused(
        "{place: havnstrup-havnen, from: 2026-06-01T00:00:00+02:00}",
        "§{place: havnstrup-havnen}",
        "add from");
    assertRefused("2026-06-01T00:00:00+02:00", "§1 June", "is no instant");
  }

  @Test
  void asksForPlaceAndSource() {
    assertRefused(
        "- id: havnstrup-air-01\n    tenant: havnstrup\n    source: havnstrup-lorawan\n",
        "- §id: havnstrup-air-01\n    tenant: havnstrup\n",
        "needs the key source");
  }

  @Test
  void takesAnIdentifierInPlaceOfAQuantity() {
    // Given
    String field = "{pointer: /object/temperature, quantity: air-temperature, unit: Cel}";
    assertThat(Town.YAML).contains(field);
    String more = field + "\n      - {pointer: /object/seen, identifier: mac}";

    // When
    Intent intent = RegistryCode.read(Town.files(Town.YAML.replace(field, more)), Map.of());

    // Then
    Profile profile =
        (Profile) intent.declared().get(key(EntityKind.PROFILE, "havnstrup-air-quality"));
    assertThat(profile.fields()).contains(Profile.Field.identifier("/object/seen", "mac"));
  }

  @Test
  void refusesAnIdentifierThatIsMeasuredOrPublished() {
    String field = "{pointer: /object/temperature, quantity: air-temperature, unit: Cel}";
    String also = field + "\n      - {pointer: /object/seen, ";
    assertRefused(field, also + "identifier: §mack}", "did you mean mac?");
    assertRefused(field, also + "identifier: mac, scale: §2}", "scale is for what is measured");
    assertRefused(
        field,
        also + "quantity: §contributor, unit: \"1\"}",
        "write identifier: mac, plate or card instead");
    assertRefused(
        "[air-temperature, pm2-5]",
        "[air-temperature, pm2-5, §contributor]",
        "a dataset with contributor is crowd and cannot be open");
  }

  @Test
  void refusesADatasetWithoutSensorsOrQuantities() {
    assertRefused("quantities: [air-temperature, pm2-5]", "quantities: §[]", "at least one");
    assertRefused("[air-temperature, pm2-5]", "[air-temperature, §pm25]", "did you mean pm2-5?");
    assertRefused(
        "[air-temperature, pm2-5]", "[air-temperature, §ozone]", "none of this dataset's profiles");
  }

  @Test
  void refusesAClassALicenceARetentionAndALatenessThatAreNone() {
    assertRefused("privacyClass: open", "privacyClass: §opne", "did you mean open?");
    assertRefused("licence: CC-BY-4.0", "licence: §CC-BY-4", "did you mean CC-BY-4.0?");
    assertRefused("retention: P5Y", "retention: §5 years", "write such as P5Y");
    assertRefused("retention: P5Y", "retention: §P0D", "keeps nothing");
    assertRefused("lateness: P7D", "lateness: §P8D", "kept for eight days");
  }

  @Test
  void listsEverythingThatAPublicationMisses() {
    // Given
    String town =
        Town.YAML
            .replace("    owner: Teknik og Miljø\n", "")
            .replace("    legalBasis: Municipal task\n", "")
            .replace("      reference: 2026-0042\n", "");

    // When
    List<Finding> findings = findings(town);

    // Then
    assertThat(findings)
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo("the publication is not complete; add owner, legalBasis, publication.reference");
  }

  @Test
  void refusesToPublishWhatNoPolicyProtects() {
    assertRefusedPublication("crowd", "add policies, which say how it is protected");
    assertRefusedPublication("household", "add policies, which say how it is protected");
    assertRefusedPublication("internal", "never published");
  }

  @Test
  void refusesAClassThatIsTooLooseForAQuantity() {
    assertTooLoose("open", "people-count", "{people}", "crowd");
    assertTooLoose("open", "vehicle-count", "{vehicles}", "crowd");
    assertTooLoose("open", "occupied", "{state}", "crowd");
    assertTooLoose("open", "heat-total", "kW.h", "household");
    assertTooLoose("crowd", "drinking-water-total", "m3", "household");
    assertTooLoose("open", "battery-level", "%", "internal");
    assertTooLoose("household", "radio-snr", "dB", "internal");
  }

  @Test
  void takesAClassThatIsAsStrictAsItsQuantitiesOrStricter() {
    assertThat(findings(unpublished("crowd", "people-count", "{people}"))).isEmpty();
    assertThat(findings(unpublished("internal", "people-count", "{people}"))).isEmpty();
    assertThat(findings(unpublished("internal", "battery-level", "%"))).isEmpty();
  }

  @Test
  void takesAnUnpublishedDatasetThatSaysLittle() {
    // Given
    String town =
        Town.YAML.substring(0, Town.YAML.indexOf("    owner:")).replace("open", "household");

    // Then
    assertThat(findings(town)).isEmpty();
  }

  @Test
  void withdrawsOnlyWhatIsThereAndNotUsed() {
    Map<EntityKey, Entity> known = registered(Town.YAML);
    assertThat(findings("withdraw:\n  - sensor: havnstrup-air-01\n", known)).isEmpty();
    assertThat(findings("withdraw:\n  - place: havnstrup-havnen\n", known))
        .singleElement()
        .hasToString(
            "town.yaml:2:12: place havnstrup-havnen is still used by sensor havnstrup-air-02; withdraw"
                + " or change them too");
  }

  @Test
  void refusesToWithdrawWhatIsDeclaredOrReferredTo() {
    // When
    List<Finding> findings = findings(Town.YAML + "withdraw:\n  - place: havnstrup-havnen\n");

    // Then
    assertThat(findings).extracting(Finding::message).anyMatch(m -> m.contains("declared as well"));
  }

  @Test
  void refusesToMoveAnIdToAnotherTenant() {
    // Given
    Map<EntityKey, Entity> known = registered(Town.YAML);
    String yaml =
        """
        tenants:
          - {id: havnstrup-air, name: {da: Luft, en: Air}}
        datasets:
          - {id: havnstrup-air-x, tenant: havnstrup-air, title: {da: A, en: A}, privacyClass: open,
             sensors: [], profiles: [havnstrup-air-quality], quantities: [pm2-5]}
        """;

    // When
    List<Finding> findings = findings(yaml, known);

    // Then
    assertThat(findings)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("belongs to the tenant havnstrup, not to havnstrup-air");
  }

  private static void assertRefusedPublication(String privacyClass, String message) {
    assertThat(findings(Town.YAML.replace("privacyClass: open", "privacyClass: " + privacyClass)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains(message);
              assertThat(finding.line()).isEqualTo(lineOf("decidedBy"));
            });
  }

  private static void assertTooLoose(
      String privacyClass, String quantity, String unit, String atLeast) {
    String town = unpublished(privacyClass, quantity, unit);
    int line = (int) town.substring(0, town.indexOf("quantities: [")).lines().count();
    assertThat(findings(town))
        .singleElement()
        .hasToString(
            "town.yaml:%d:35: quantities: a dataset with %s is %s and cannot be %s; write privacyClass: %s, or take %s out of it"
                .formatted(line, quantity, atLeast, privacyClass, atLeast, quantity));
  }

  private static String unpublished(String privacyClass, String quantity, String unit) {
    return Town.YAML
        .substring(0, Town.YAML.indexOf("    owner:"))
        .replace("privacyClass: open", "privacyClass: " + privacyClass)
        .replace("[air-temperature, pm2-5]", "[air-temperature, %s]".formatted(quantity))
        .replace(
            "quantity: pm2-5, unit: ug/m3", "quantity: %s, unit: \"%s\"".formatted(quantity, unit));
  }

  private static int lineOf(String text) {
    return (int) Town.YAML.substring(0, Town.YAML.indexOf(text)).lines().count();
  }

  /** The sound town with that one replacement has one finding, where the mark is. */
  private static void assertRefused(String sound, String wrong, String message) {
    assertThat(Town.YAML).contains(sound);
    String marked = Town.YAML.replace(sound, wrong);
    String before = marked.substring(0, marked.indexOf(HERE));
    int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    assertThat(findings(marked.replace(String.valueOf(HERE), "")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains(message);
              assertThat(finding.file()).isEqualTo("town.yaml");
              assertThat(List.of(finding.line(), finding.column()))
                  .isEqualTo(List.of(line, column));
            });
  }

  private static Map<EntityKey, Entity> registered(String yaml) {
    return new HashMap<>(RegistryCode.read(Town.files(yaml), Map.of()).declared());
  }

  private static List<Finding> findings(String yaml) {
    return findings(yaml, Map.of());
  }

  private static List<Finding> findings(String yaml, Map<EntityKey, Entity> known) {
    RefusedFilesException refused =
        catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(Town.files(yaml), known));
    return refused == null ? List.of() : refused.findings();
  }

  private static EntityKey key(EntityKind kind, String id) {
    return new EntityKey(kind, id);
  }
}
