package dk.bypuls.simulator.registry;

import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.send.HourlyPast;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Havnstrup;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.town.Place;
import dk.bypuls.simulator.town.Town;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The town's registry as files: name to text. */
public final class RegistryFiles {
  /** The dataset that has windows of squares of the Danish square grid too: it has few sensors. */
  private static final String WITH_SQUARES = "soil";

  private final Town town;
  private final String broker;
  private final PublicationDates dates;

  public RegistryFiles(Town town, String broker, Instant now) {
    this.town = town;
    this.broker = broker;
    this.dates = PublicationDates.before(now);
  }

  public Map<String, String> all() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("town.yaml", municipality());
    files.put("profiles.yaml", profiles());
    files.put("places.yaml", places());
    files.put("sensors.yaml", sensors());
    files.put("datasets.yaml", datasets());
    return files;
  }

  private String municipality() {
    return new Yaml()
        .comment("Havnstrup does not exist. Its sensors are simulated, its texts are examples.")
        .list("tenants")
        .item("id", Havnstrup.ID)
        .flow("name", "da", Havnstrup.DANISH, "en", Havnstrup.ENGLISH)
        .line("contact", "iot@havnstrup.example")
        .verbatim("simulated", "true")
        .list("sources")
        .item("id", Havnstrup.LORAWAN_SOURCE)
        .line("tenant", Havnstrup.ID)
        .line("format", "chirpstack-v4")
        .flow(
            "mqtt",
            "broker",
            broker,
            "topic",
            Havnstrup.topic("+"),
            "credentials",
            "city",
            "qos",
            "1")
        .item("id", Havnstrup.HTTP_SOURCE)
        .line("tenant", Havnstrup.ID)
        .line("format", "json")
        .verbatim("http", "{}")
        .flow("json", "device", "/device", "time", "/time", "messageId", "/id")
        .toString();
  }

  private String profiles() {
    Instruments instruments = new Instruments(new Nature(town.chance()));
    Yaml yaml =
        new Yaml()
            .comment("What is not named here is dropped before it is stored.")
            .list("profiles");
    for (Kind kind : Kind.values()) {
      ProfileText.write(yaml, kind, instruments.of(kind));
    }
    return yaml.toString();
  }

  private String places() {
    Yaml yaml =
        new Yaml().comment("Fictional places on a real-looking stretch of coast.").list("places");
    for (Place place : town.places()) {
      yaml.item("id", place.id())
          .line("tenant", Havnstrup.ID)
          .flow("name", "da", place.danish(), "en", place.english())
          .verbatim(
              "position", Yaml.position(place.position().longitude(), place.position().latitude()));
    }
    return yaml.toString();
  }

  private String sensors() {
    Yaml yaml = new Yaml().list("sensors");
    for (Device device : town.devices()) {
      yaml.item("id", device.sensor())
          .line("tenant", Havnstrup.ID)
          .line("source", Havnstrup.LORAWAN_SOURCE)
          // Quoted, because sixteen digits with one e among them would be a number.
          .verbatim("device", '"' + device.devEui() + '"')
          .line("profile", ProfileText.id(device.kind()))
          .line("place", device.place().id());
      if (device.kind() == Kind.METER) {
        // A place is a road here, and each meter is in a house of its own.
        yaml.line("household", device.sensor());
      }
    }
    return yaml.toString();
  }

  private String datasets() {
    Yaml yaml =
        new Yaml().comment("A dataset without a publication is not public.").list("datasets");
    DatasetText.ALL.forEach(dataset -> dataset(yaml, dataset));
    return yaml.toString();
  }

  /**
   * No frame comes later than some hours. What has weeks of files says so, because files may tell
   * of a day only when nothing else may tell of it any more.
   */
  private static String lateness(DatasetText dataset) {
    return dataset.kinds().stream().anyMatch(HourlyPast.KINDS::contains) ? "P3D" : "P7D";
  }

  private void dataset(Yaml yaml, DatasetText dataset) {
    yaml.item("id", Havnstrup.ID + "-" + dataset.id())
        .line("tenant", Havnstrup.ID)
        .flow("title", "da", dataset.title().danish(), "en", dataset.title().english())
        .flow(
            "description",
            "da",
            dataset.description().danish(),
            "en",
            dataset.description().english())
        .line("privacyClass", dataset.privacyClass())
        .verbatim("profiles", Yaml.listOf(dataset.kinds().stream().map(ProfileText::id).toList()))
        .verbatim("quantities", Yaml.listOf(dataset.quantities()))
        .line("owner", dataset.owner())
        .line("contact", dataset.contact())
        .flow("purpose", "da", dataset.purpose().danish(), "en", dataset.purpose().english())
        .line("legalBasis", dataset.legalBasis())
        .line("licence", "CC-BY-4.0")
        .line("retention", dataset.retention())
        .line("lateness", lateness(dataset));
    if (dataset.id().equals(WITH_SQUARES)) {
      yaml.line("cells", "100m");
    }
    PolicyText policy = dataset.policy();
    if (policy != null) {
      policy.write(yaml, dates.from());
    }
    DatasetText.Decision decision = dataset.decision();
    if (decision != null) {
      yaml.open("publication")
          .line("decidedBy", "Birgitte Fiktiv, databeskyttelsesrådgiver")
          .verbatim("decidedOn", dates.decidedOn().toString())
          .line("reference", decision.reference())
          .line("riskAssessment", decision.riskAssessment())
          .line("remainingRisk", decision.remainingRisk())
          .verbatim("from", dates.from().toString())
          .close();
    }
  }
}
