package dk.bypuls.events;

import com.google.protobuf.ByteString;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.BackFill;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.GrantedKey;
import dk.bypuls.events.registry.PilotKey;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceToken;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Tenant;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/** One event of every form, for the tests that compare and the golden files that remember. */
public final class Samples {

  private static final Instant NOON = Instant.parse("2026-03-01T11:00:00.123Z");

  private Samples() {}

  public static Origin origin() {
    return Origin.ofUplink("a84041000181c061", "01d2e3f4", 4711, new byte[] {1, 2, 3});
  }

  public static Readings readings() {
    return new Readings(
        "havnstrup",
        "havnstrup-air-01",
        "havnstrup-lorawan",
        origin(),
        NOON,
        List.of(
            new Reading(Quantities.of("air-temperature"), 0, -1234, NOON.minusSeconds(2), 0),
            new Reading(Quantities.of("pm2-5"), 1, 71, NOON.minusSeconds(2), 0),
            new Reading(
                Quantities.of("radio-rssi"),
                2,
                -97,
                NOON.plusMillis(5),
                Hint.TIME_OF_ARRIVAL.bit() | Hint.OUT_OF_RANGE.bit())));
  }

  public static Window window() {
    Resolution.Span span = Resolution.PT15M.spanAt(NOON);
    return new Window(
        "havnstrup-air",
        new Cell.SensorCell("havnstrup-torvet", "havnstrup-air-01"),
        Quantities.of("air-temperature"),
        Resolution.PT15M,
        span.start(),
        span.end(),
        Window.Status.COMPLETE,
        2,
        span.end().plus(Duration.ofDays(7)),
        14,
        0,
        OptionalInt.of(15),
        Flag.OUT_OF_RANGE.bit(),
        Statistics.of(
            Map.of(
                Statistic.MEAN, -12345L,
                Statistic.MIN, -130L,
                Statistic.MAX, 5L,
                Statistic.STDDEV, 1234L,
                Statistic.FIRST, -130L,
                Statistic.LAST, -7L)),
        null);
  }

  static Window correctedWindow() {
    Resolution.Span span = Resolution.PT15M.spanAt(NOON);
    return new Window(
        "havnstrup-air",
        new Cell.SensorCell("havnstrup-torvet", "havnstrup-air-01"),
        Quantities.of("air-temperature"),
        Resolution.PT15M,
        span.start(),
        span.end(),
        Window.Status.COMPLETE,
        2,
        span.end().plus(Duration.ofDays(7)),
        14,
        3,
        OptionalInt.of(15),
        Flag.OUT_OF_RANGE.bit(),
        Statistics.of(
            Map.of(
                Statistic.MEAN, -12345L,
                Statistic.MIN, -130L,
                Statistic.MAX, 5L,
                Statistic.STDDEV, 1234L,
                Statistic.FIRST, -130L,
                Statistic.LAST, -7L)),
        Window.CORRECTED);
  }

  private static PastWindow ofFiles() {
    return new PastWindow("back-fill-1772362800123", correctedWindow().toldAs(1, Window.BACK_FILL));
  }

  public static Window areaWindow() {
    Resolution.Span span = Resolution.P1D.spanAt(NOON);
    return new Window(
        "havnstrup-people",
        new Cell.AreaCell("havnstrup-midtbyen", 9),
        Quantities.of("people-count"),
        Resolution.P1D,
        span.start(),
        span.end(),
        Window.Status.RUNNING,
        0,
        span.end().plus(Duration.ofDays(7)),
        3,
        0,
        OptionalInt.empty(),
        0,
        Statistics.of(Map.of(Statistic.SUM, 120L)),
        null);
  }

  public static Window suppressedWindow() {
    Resolution.Span span = Resolution.PT1H.spanAt(NOON);
    return new Window(
        "havnstrup-people",
        new Cell.AreaCell("havnstrup-havnen", 0),
        Quantities.of("people-count"),
        Resolution.PT1H,
        span.start(),
        span.end(),
        Window.Status.SUPPRESSED,
        1,
        span.end(),
        0,
        0,
        OptionalInt.empty(),
        0,
        Statistics.NONE,
        "protected");
  }

  /** What is told of a leaf, with noise. */
  public static Window protectedWindow() {
    return ofPeople(
        Resolution.PT15M,
        Statistics.of(Map.of(Statistic.SUM, 43L)),
        new Protection(Quality.GOOD, 0, 0));
  }

  /** What is told of a leaf by a policy with bands. */
  static Window bandedWindow() {
    return ofPeople(
        Resolution.PT15M,
        Statistics.of(Map.of(Statistic.LEAST, 20L, Statistic.BELOW, 100L)),
        new Protection(Quality.ROUGH, 0, 0));
  }

  /** A sum of what was told. */
  public static Window sumOfProtected() {
    return ofPeople(
        Resolution.PT1H, Statistics.of(Map.of(Statistic.SUM, 131L)), new Protection(null, 4, 1));
  }

  private static Window ofPeople(
      Resolution resolution, Statistics statistics, Protection protection) {
    Resolution.Span span = resolution.spanAt(NOON);
    return new Window(
        "havnstrup-people",
        new Cell.AreaCell("havnstrup-havnen", 0),
        Quantities.of("people-count"),
        resolution,
        span.start(),
        span.end(),
        Window.Status.COMPLETE,
        1,
        span.end(),
        0,
        0,
        OptionalInt.empty(),
        0,
        statistics,
        null,
        protection);
  }

  static Quarantined quarantined() {
    return new Quarantined(
        "havnstrup",
        "havnstrup-lorawan",
        "9f86d081884c7d65",
        Quarantined.Reason.UNKNOWN_DEVICE,
        "no sensor of this source has this device",
        NOON,
        origin(),
        Map.of("topic", "application/havnstrup", "port", "2"),
        "2026-03-01",
        ByteString.copyFrom("sealed", StandardCharsets.UTF_8));
  }

  static Settled settled() {
    return new Settled(
        3, List.of(1_042L, 1_043L, 70_000L), Settled.How.DROPPED, NOON, "0f8fad5b-d9cb");
  }

  static DeviceStatus deviceStatus() {
    return new DeviceStatus(
        "havnstrup",
        "havnstrup-air-01",
        NOON,
        OptionalInt.of(0),
        OptionalInt.of(-97),
        OptionalInt.empty(),
        NOON.plusSeconds(3600));
  }

  public static Tenant tenant() {
    return new Tenant(
        "havnstrup", new Text("Havnstrup", "Havnstrup"), "iot@havnstrup.example", true);
  }

  public static Sensor sensor() {
    return new Sensor(
        "havnstrup-air-01",
        "havnstrup",
        List.of("havnstrup-lorawan"),
        "a84041000181c061",
        "havnstrup-air-quality",
        List.of(
            new Sensor.Placement("havnstrup-torvet", null),
            new Sensor.Placement("havnstrup-havnen", NOON)));
  }

  public static Dataset dataset() {
    return new Dataset(
        "havnstrup-air",
        "havnstrup",
        new Text("Luft", "Air"),
        null,
        PrivacyClass.OPEN,
        List.of("havnstrup-air-quality"),
        List.of(),
        List.of("air-temperature", "pm2-5"),
        "Teknik og Miljø",
        "luft@havnstrup.example",
        new Text("At vide, hvad vi indånder", "To know what we breathe"),
        "Miljøbeskyttelsesloven",
        "CC-BY-4.0",
        Period.ofYears(5),
        Dataset.DEFAULT_LATENESS,
        new Dataset.Publication(
            "En fiktiv jurist",
            LocalDate.of(2026, 1, 15),
            "2026-0042",
            "Ingen personer",
            "Ingen kendt",
            Instant.parse("2026-01-15T00:00:00Z")));
  }

  /** One that everyone sees, and that will end. */
  private static Dataset deprecatedDataset() {
    Dataset.Publication decided = Objects.requireNonNull(dataset().publication());
    return dataset()
        .with(
            decided.at(
                NOON,
                new Dataset.Standing(
                    Stage.DEPRECATED,
                    NOON,
                    NOON.minus(Duration.ofDays(9)),
                    NOON.plus(Duration.ofDays(90)),
                    NOON.minus(Duration.ofDays(29)))));
  }

  /** One that has windows of squares and of named areas. */
  static Dataset datasetOfAreas() {
    Dataset plain = dataset();
    return new Dataset(
        plain.id(),
        plain.tenant(),
        plain.title(),
        null,
        plain.privacyClass(),
        plain.profiles(),
        plain.sensors(),
        plain.quantities(),
        null,
        null,
        null,
        null,
        null,
        null,
        plain.lateness(),
        null,
        "250m",
        List.of(
            new Area("havnstrup-by", new Text("Byen", "The town"), List.of(), null),
            new Area(
                "havnstrup-midtby",
                new Text("Midtbyen", "The centre"),
                List.of("havnstrup-torvet"),
                "havnstrup-by")));
  }

  /** One about people, with two versions of how they are protected. */
  static Dataset datasetOfPeople() {
    Dataset plain = dataset();
    Rules first =
        new Rules(
            GroupUnit.PASSAGE,
            20,
            500,
            new Noise(Ratio.of(1, 4), 1),
            5,
            null,
            Duration.ofMinutes(5),
            Set.of("bicycle-count", "car-count"),
            true,
            null);
    Rules second =
        new Rules(
            GroupUnit.PASSAGE,
            20,
            500,
            new Noise(Ratio.of(1, 4), 1),
            1,
            Bands.at(20L, 100L),
            Duration.ofHours(1),
            Set.of(),
            false,
            null);
    Grain grain = new Grain("havnstrup-people/250m", 2, Resolution.PT15M);
    return new Dataset(
        "havnstrup-people",
        plain.tenant(),
        plain.title(),
        null,
        PrivacyClass.CROWD,
        plain.profiles(),
        plain.sensors(),
        List.of("people-count"),
        plain.owner(),
        plain.contact(),
        plain.purpose(),
        plain.legalBasis(),
        plain.licence(),
        plain.retention(),
        plain.lateness(),
        plain.publication(),
        "250m",
        null,
        List.of(
            new Policy("havnstrup-people", 1, NOON, grain, first),
            new Policy("havnstrup-people", 2, NOON.plus(Duration.ofDays(90)), grain, second)));
  }

  private static AreaPast areaPast() {
    return new AreaPast(
        "publish-back-1",
        "havnstrup-people",
        "250m",
        NOON.minusSeconds(86_400),
        Resolution.PT15M,
        NOON,
        List.of(
            new AreaPast.Amount(
                Quantities.of("people-count"), "havnstrup-a", "havnstrup-torvet", 17),
            new AreaPast.Amount(
                Quantities.of("people-count"), "havnstrup-b", "havnstrup-havn", 0)));
  }

  static AreaPart areaPart() {
    return new AreaPart(
        "havnstrup-air",
        "250m",
        List.of("10km_620_57", "1km_6201_577", "250m_620150_57725"),
        "havnstrup-torvet",
        "havnstrup-air-01",
        Quantities.of("air-temperature"),
        Resolution.PT15M,
        Resolution.PT15M.spanAt(NOON).start(),
        Duration.ofDays(7),
        OptionalInt.of(15),
        ByteString.copyFrom(new byte[] {2, 0, 0, 9}));
  }

  static AreaSighting sighting() {
    return new AreaSighting(
        "havnstrup-visitors",
        "250m",
        List.of("10km_620_57", "1km_6201_577"),
        Quantities.of(Quantities.CONTRIBUTOR),
        NOON,
        4_611_686_018_427_387_905L);
  }

  static AreaPart nothingLeft() {
    return new AreaPart(
        "havnstrup-air",
        "areas",
        List.of("havnstrup-air-rest"),
        "havnstrup-torvet",
        "havnstrup-air-01",
        Quantities.of("air-temperature"),
        Resolution.P1M,
        Resolution.P1M.spanAt(NOON).start(),
        Duration.ofDays(7),
        OptionalInt.empty(),
        null);
  }

  private static RegistryRecord changed(long version, Entity entity) {
    return new RegistryRecord.Changed(
        1_772_000_000_000L, 3, EntityKind.of(entity), entity.id(), version, entity);
  }

  /** Every event that may stand on a topic, by the name of its golden file. */
  static Map<String, Sample<?>> all() {
    Map<String, Sample<?>> all = new LinkedHashMap<>();
    all.put("readings", new Sample<>(Topics.READINGS, readings()));
    all.put("tick", new Sample<>(Topics.READINGS, new Tick("ingest-1")));
    all.put("window-complete", new Sample<>(Topics.WINDOWS, window()));
    all.put("window-corrected", new Sample<>(Topics.WINDOWS, correctedWindow()));
    all.put("window-area-running", new Sample<>(Topics.LIVE, areaWindow()));
    all.put("window-suppressed", new Sample<>(Topics.WINDOWS, suppressedWindow()));
    all.put("window-protected", new Sample<>(Topics.WINDOWS, protectedWindow()));
    all.put("window-protected-band", new Sample<>(Topics.WINDOWS, bandedWindow()));
    all.put("window-protected-sum", new Sample<>(Topics.WINDOWS, sumOfProtected()));
    all.put(
        "complete-through",
        new Sample<>(
            Topics.WINDOWS, new CompleteThrough("havnstrup-air", 5, Resolution.P1D, NOON)));
    all.put(
        "withdrawn",
        new Sample<>(
            Topics.WINDOWS, new Withdrawn("havnstrup-air", NOON, NOON.plusMillis(1), "recalled")));
    all.put("area-part", new Sample<>(Topics.AREA_PARTS, areaPart()));
    all.put("area-part-gone", new Sample<>(Topics.AREA_PARTS, nothingLeft()));
    all.put("area-sighting", new Sample<>(Topics.AREA_PARTS, sighting()));
    all.put(
        "area-beat", new Sample<>(Topics.AREA_PARTS, new AreaBeat(5, NOON, NOON.plusSeconds(11))));
    all.put("area-past", new Sample<>(Topics.AREA_PARTS, areaPast()));
    all.put(
        "window-past",
        new Sample<>(
            Topics.WINDOWS, new PastWindow("publish-back-1772362800123", correctedWindow())));
    all.put("window-back-fill", new Sample<>(Topics.EXACT_WINDOWS, ofFiles()));
    all.put("quarantined", new Sample<>(Topics.QUARANTINE, quarantined()));
    all.put("settled", new Sample<>(Topics.QUARANTINE_SETTLED, settled()));
    all.put("device-status", new Sample<>(Topics.DEVICE_STATUS, deviceStatus()));
    all.put("registry-applied", new Sample<>(Topics.REGISTRY, new RegistryRecord.Applied(7, 3)));
    all.put("registry-tenant", new Sample<>(Topics.REGISTRY, changed(1, tenant())));
    all.put("registry-sensor", new Sample<>(Topics.REGISTRY, changed(4, sensor())));
    all.put("registry-dataset", new Sample<>(Topics.REGISTRY, changed(2, dataset())));
    all.put(
        "registry-dataset-people", new Sample<>(Topics.REGISTRY, changed(4, datasetOfPeople())));
    all.put("registry-dataset-areas", new Sample<>(Topics.REGISTRY, changed(3, datasetOfAreas())));
    all.put(
        "registry-source",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Source(
                    "havnstrup-lorawan",
                    "havnstrup",
                    "chirpstack-v4",
                    new Source.Mqtt(
                        "tcp://127.0.0.1:1883", "application/#", "city", 1, "bypuls", null),
                    new Source.Http(true),
                    new Source.JsonEnvelope("/device", "/time", null),
                    false))));
    all.put(
        "registry-source-webhook",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Source(
                    "havnstrup-netmore",
                    "havnstrup",
                    "netmore",
                    null,
                    new Source.Http(false, "X-Api-Key", true),
                    null,
                    true))));
    all.put(
        "registry-source-folder",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Source(
                    "havnstrup-archive",
                    "havnstrup",
                    "csv",
                    null,
                    null,
                    null,
                    true,
                    new Source.Csv(
                        "Enhed", "Tid", null, "iso", "Europe/Copenhagen", ";", ",", "Felt", "Tal"),
                    new Source.Folder(Duration.ofSeconds(10))))));
    all.put(
        "registry-source-pull",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Source(
                    "havnstrup-harbour",
                    "havnstrup",
                    "sensorthings",
                    null,
                    null,
                    null,
                    true,
                    null,
                    null,
                    new Source.Pull(
                        "https://data.harbour.example/v1.1/Observations?from={since}",
                        Duration.ofMinutes(5),
                        "harbour",
                        Map.of("Accept-Language", "da", "Accept", "application/json"),
                        Duration.ofDays(1)),
                    null))));
    all.put(
        "registry-source-dropping",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Source(
                    "havnstrup-stations",
                    "havnstrup",
                    "sensorthings",
                    null,
                    new Source.Http(false),
                    null,
                    true,
                    null,
                    null,
                    null,
                    Source.DROP))));
    all.put(
        "registry-source-token",
        new Sample<>(
            Topics.REGISTRY, changed(1, new SourceToken("gateway", "havnstrup-http", "00ff"))));
    all.put(
        "registry-pilot-key",
        new Sample<>(Topics.REGISTRY, changed(1, new PilotKey("school", "havnstrup-air", "00ff"))));
    all.put(
        "registry-granted-key",
        new Sample<>(Topics.REGISTRY, changed(1, new GrantedKey("university", "00ff"))));
    all.put(
        "registry-dataset-deprecated",
        new Sample<>(Topics.REGISTRY, changed(3, deprecatedDataset())));
    all.put(
        "registry-back-publication",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new BackPublication(
                    "publish-back-1772362800123",
                    "havnstrup-air",
                    NOON.minus(Duration.ofDays(29)),
                    NOON))));
    all.put(
        "registry-back-fill",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new BackFill(
                    "back-fill-1772362800123",
                    "havnstrup-air-01",
                    NOON.minus(Duration.ofDays(59)),
                    NOON.minus(Duration.ofDays(29)),
                    true,
                    List.of(
                        new BackFill.Readings("file-1", 2_880),
                        new BackFill.Readings("file-2", 7))))));
    all.put(
        "registry-recall",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Recall(
                    "recall-1772362800123",
                    "havnstrup-air",
                    NOON.minus(Duration.ofDays(1)),
                    null,
                    NOON))));
    all.put(
        "registry-dataset-change",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new DatasetChange(
                    "havnstrup-air.1772362800123",
                    "havnstrup-air",
                    NOON,
                    List.of(
                        new DatasetChange.Alteration(
                            DatasetChange.LICENCE, List.of("CC-BY-4.0"), List.of("CC0-1.0")))))));
    all.put(
        "registry-simulation",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new PolicySimulation(
                    "simulation-1772362800123",
                    "havnstrup-people",
                    Objects.requireNonNull(datasetOfPeople().policies()).get(0),
                    NOON.minus(Duration.ofDays(7)),
                    NOON,
                    List.of(20, 10)))));
    all.put(
        "registry-profile",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Profile(
                    "havnstrup-air-quality",
                    "havnstrup",
                    new Profile.Product("Nordsensor", "AQ-2"),
                    Duration.ofMinutes(10),
                    null,
                    List.of(
                        new Profile.Field(
                            "/object/pm25",
                            "pm2-5",
                            "ug/m3",
                            new BigDecimal("0.1"),
                            BigDecimal.ZERO,
                            null,
                            new BigDecimal("500")))))));
    all.put(
        "registry-profile-steady",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Profile(
                    "havnstrup-quay",
                    "havnstrup",
                    new Profile.Product("Nordsensor", "WL-1"),
                    Duration.ofMinutes(10),
                    null,
                    List.of(
                        new Profile.Field(
                            "/object/level",
                            "water-level",
                            "m",
                            BigDecimal.ONE,
                            BigDecimal.ZERO,
                            null,
                            null,
                            null,
                            null,
                            Duration.ofHours(6)))))));
    all.put(
        "registry-place",
        new Sample<>(
            Topics.REGISTRY,
            changed(
                1,
                new Place(
                    "havnstrup-torvet", "havnstrup", new Text("Torvet", "Square"), 10.25, 55.9))));
    all.put(
        "registry-withdrawn",
        new Sample<>(
            Topics.REGISTRY,
            new RegistryRecord.Changed(7, 4, EntityKind.PLACE, "havnstrup-torvet", 2, null)));
    return all;
  }

  static Sample<?> named(String name) {
    return Objects.requireNonNull(all().get(name), name);
  }

  /** An event and the topic it stands on. */
  record Sample<T>(Topic<T> topic, T event) {

    byte[] encode() {
      return topic.codec().encode(event);
    }

    Object decode(byte[] bytes) {
      return topic.codec().decode(bytes);
    }
  }
}
