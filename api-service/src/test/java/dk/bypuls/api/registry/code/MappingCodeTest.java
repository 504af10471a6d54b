package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.ReadyProfiles;
import dk.bypuls.api.registry.Town;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Layout;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.RegistryRecordCodec;
import dk.bypuls.events.registry.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings, byte layouts and what comes with Bypuls, as registry code. */
class MappingCodeTest {

  private static final String TENANT = "tenants: [{id: h, name: {da: H, en: H}}]\n";

  private static final String LAYOUT =
      TENANT
          + """
          decoders:
            - id: h-level
              tenant: h
              layout:
                - ports: [2]
                  firstBytes: [0x01]
                  endian: little
                  fields:
                    - {name: level, at: 1, type: i16, scale: 0.001, missing: 0x7FFF, required: true}
                    - {name: door, at: 3, type: u8, bits: 0:1, words: {0: false, 1: true}}
                  stored:
                    name: earlier
                    at: 4
                    size: 2
                    every: PT10M
                    fields: [{name: level, at: 0, type: i16, endian: big}]
                - tagged:
                    length: u8
                    values:
                      - {type: 0x67, fields: [{name: t, at: 0, type: bcd, length: 2}]}
                      - {type: 0x68, size: 3}
          """;

  private static Entity read(String yaml, EntityKind kind, String id) {
    return Objects.requireNonNull(
        RegistryCode.read(Town.files(yaml), Map.of()).declared().get(new EntityKey(kind, id)));
  }

  private static List<Finding> findings(String yaml) {
    return catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(Town.files(yaml), Map.of()))
        .findings();
  }

  @Test
  void readsALayout() {
    // When
    Decoder decoder = (Decoder) read(LAYOUT, EntityKind.DECODER, "h-level");

    // Then
    List<Layout.Message> messages = Objects.requireNonNull(decoder.layout()).messages();
    Layout.Message first = messages.get(0);
    assertThat(first.ports()).containsExactly(2);
    assertThat(first.firstBytes()).containsExactly(1);
    assertThat(first.fields())
        .containsExactly(
            new Layout.Field(
                "level",
                1,
                Layout.Type.I16,
                2,
                true,
                null,
                null,
                new BigDecimal("0.001"),
                BigDecimal.ZERO,
                List.of(0x7FFFL),
                Map.of(),
                true),
            new Layout.Field(
                "door",
                3,
                Layout.Type.U8,
                1,
                true,
                0,
                1,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                List.of(),
                Map.of(0L, "false", 1L, "true"),
                false));
    Layout.Stored stored = Objects.requireNonNull(first.stored());
    assertThat(stored.every()).isEqualTo(Duration.ofMinutes(10));
    assertThat(stored.fields().get(0).little()).isFalse();
    Layout.Tagged tagged = Objects.requireNonNull(messages.get(1).tagged());
    assertThat(tagged.lengthByte()).isTrue();
    assertThat(tagged.values()).extracting(Layout.Value::size).containsExactly(2, 3);
  }

  @Test
  void writesALayoutSoThatItIsReadAsItWas() {
    // Given
    Entity decoder = read(LAYOUT, EntityKind.DECODER, "h-level");

    // When
    String json = RegistryRecordCodec.entityToJson(decoder);

    // Then
    assertThat(RegistryRecordCodec.entityFromJson(EntityKind.DECODER, json)).isEqualTo(decoder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: i16, scale: 0.001 | type: i12, scale: 0.001 | 10 | i12 is not known",
        "at: 1, type: i16 | at: -1, type: i16 | 10 | not between 0 and 4095",
        "scale: 0.001 | scale: 0 | 10 | makes every value the same",
        "bits: 0:1 | bits: 1:8 | 11 | 7 the highest of u8",
        "bits: 0:1 | bits: x | 11 | bits: write one",
        "name: door | name: level | 11 | level is there already, in line 10",
        "words: {0: false, 1: true} | words: {0: false, one: true} | 11 | one is no whole number",
        "every: PT10M | every: 10 minutes | 16 | PT10M",
        "at: 0, type: i16, endian: big | at: 1, type: i16, endian: big | 17 | only 2 are there",
        "type: 0x68, size: 3 | type: 0x67, size: 3 | 22 | this type is there already",
        "type: 0x68, size: 3 | type: 0x68 | 22 | say its size",
        "missing: 0x7FFF | missing: none | 10 | no whole number",
        "ports: [2] | ports: [256] | 6 | not between 0 and 255",
        "endian: little | endian: middle | 8 | big or little",
        "type: bcd, length: 2 | type: bcd | 21 | needs the key length",
        "    ports | ports_ | 6 | has no key ports_"
      })
  void saysWhereALayoutIsWrong(String right, String wrong, int line, String message) {
    // When
    List<Finding> findings = findings(LAYOUT.replace(right, wrong));

    // Then
    assertThat(findings.get(0).message()).contains(message);
    assertThat(findings.get(0).line()).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{id: h-d, tenant: h} | needs one of the keys script",
        "{id: h-d, tenant: h, format: cayenne-lp} | did you mean cayenne-lpp",
        "{id: h-d, tenant: h, format: cayenne-lpp, script: x} | write one of script, format",
        "{id: h-d, tenant: h, format: cayenne-lpp, style: ts013} | style belongs to a script",
        "{id: h-d, tenant: h, layout: []} | names at least one message",
        "{id: h-d, tenant: h, format: cayenne-lpp, examples: [{bytes: 0, data: {}}]} | pairs of hexadecimal",
        "{id: h-d, tenant: h, format: cayenne-lpp, examples: [{bytes: 00}]} | either data",
        "{id: h-d, tenant: h, format: cayenne-lpp, examples: [{bytes: 00, data: 1, error: x}]} | either data",
        "{id: h-d, tenant: h, format: cayenne-lpp, examples: [{bytes: 00, error: false}]} | true for any",
        "{id: h-d, tenant: h, format: cayenne-lpp, examples: [{bytes: 00, error: true, at: now}]} | an instant",
        "{id: h-d, tenant: h, layout: {ports: [1]}} | needs one of the keys fields, stored, tagged"
      })
  void saysThatADecoderIsOneThing(String decoder, String message) {
    assertThat(findings(TENANT + "decoders: [" + decoder + "]\n"))
        .extracting(Finding::message)
        .anyMatch(said -> said.contains(message));
  }

  @Test
  void takesAScriptThatIsLongerThanOtherTextsAndNamesItsOwnLimit() {
    // Given
    String script = TENANT + "decoders: [{id: h-d, tenant: h, script: \"%s\"}]\n";

    // When
    Entity sound = read(script.formatted("x".repeat(200_000)), EntityKind.DECODER, "h-d");
    List<Finding> tooLong =
        findings(script.formatted("x".repeat(DecoderReader.LONGEST_SCRIPT + 1)));

    // Then
    assertThat(sound).isInstanceOf(Decoder.class);
    assertThat(tooLong)
        .extracting(Finding::message)
        .containsExactly("script is longer than 262144 letters");
  }

  @Test
  void readsTheWholeOfAMapping() {
    // When
    Source source =
        (Source)
            read(
                TENANT
                    + """
                    sources:
                      - id: h-gateway
                        tenant: h
                        format: json
                        mqtt: {broker: "tcp://127.0.0.1:1883", topic: "up/+/data"}
                        json: {records: /devices/*/values/*, device: {topic: 2}, time: /t,
                          timeFormat: "dd-MM-yyyy HH:mm:ss", zone: Europe/Copenhagen,
                          payload: /data, encoding: hex, port: /fPort, counter: /fCnt}
                    """,
                EntityKind.SOURCE,
                "h-gateway");

    // Then
    assertThat(source.json())
        .isEqualTo(
            new Source.JsonEnvelope(
                null,
                "/t",
                null,
                2,
                "/devices/*/values",
                "dd-MM-yyyy HH:mm:ss",
                "Europe/Copenhagen",
                new Source.Payload("/data", "hex", "/fPort", "/fCnt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{device: {topic: 4}, time: /t} | has no level 4",
        "{device: {topic: 0}, time: /t} | not between 1 and 64",
        "{device: /d, time: /t, timeFormat: epoch-second} | did you mean epoch-seconds",
        "{device: /d, time: /t, timeFormat: dd-MM-yyyy} | a pattern with year, month, day and hour",
        "{device: /d, time: /t, timeFormat: 'dd-MM-yyyy HH:mm'} | need the key zone",
        "{device: /d, time: /t, zone: Europe/Kopenhagen} | is no zone",
        "{device: /d, zone: UTC} | name the key time too",
        "{device: /d, time: /t, records: /*} | write such as /values",
        "{device: /d, time: /t, records: /a/*/b/*/c} | write such as /values",
        "{device: '/v[a]/b', time: /t} | an element of a list is chosen such as",
        "{device: /d, time: /t, port: /p} | port belongs to a payload",
        "{device: /d, time: /t, payload: /p, encoding: base32} | it is base64 or hex",
        "{device: /d, payload: /p} | nothing tells a copy of a message from a new one"
      })
  void saysWhereAMappingIsWrong(String json, String message) {
    assertThat(
            findings(
                TENANT
                    + "sources: [{id: h-g, tenant: h, format: json, mqtt: {broker:"
                    + " 'tcp://127.0.0.1:1883', topic: 'up/+/data'}, json: "
                    + json
                    + "}]\n"))
        .extracting(Finding::message)
        .anyMatch(said -> said.contains(message));
  }

  @Test
  void readsAProfileOfStoredValues() {
    // When
    Profile profile =
        (Profile)
            read(
                TENANT
                    + """
                    profiles:
                      - id: h-level
                        tenant: h
                        product: {vendor: a, model: b}
                        records: /object/earlier
                        time: /age
                        timeFormat: seconds-before
                        fields: [{pointer: "/values[n=level]/v", quantity: water-level, unit: m}]
                    """,
                EntityKind.PROFILE,
                "h-level");

    // Then
    assertThat(profile.stored())
        .isEqualTo(new Profile.Stored("/object/earlier", "/age", "seconds-before", null));
  }

  @Test
  void letsEveryTenantUseWhatIsReadyAndNobodyChangeIt() {
    // Given
    Map<EntityKey, Entity> known =
        new HashMap<>(RegistryCode.readOwn(ReadyProfiles.files(), Map.of()).declared());
    assertThat(known).hasSize(1 + 16 * 3);
    String using =
        Town.YAML.replace("profile: havnstrup-air-quality", "profile: bypuls-air-quality");

    // When
    Intent intent = RegistryCode.read(Town.files(using), known);

    // Then
    assertThat(intent.declared()).isNotEmpty();
    for (String changing :
        List.of(
            "tenants: [{id: bypuls, name: {da: B, en: B}}]",
            "decoders: [{id: bypuls-mine, tenant: bypuls, format: cayenne-lpp}]",
            "withdraw: [{profile: bypuls-co2}]")) {
      assertThat(
              catchThrowableOfType(
                      RefusedFilesException.class,
                      () -> RegistryCode.read(Town.files(changing), known))
                  .findings())
          .extracting(Finding::message)
          .anyMatch(said -> said.contains("comes with Bypuls"));
    }
  }
}
