package dk.bypuls.api.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A made-up town in exactly the shapes of the open API. The same each time. */
final class StubTown {

  /** What is measured, between which values, with how many decimal places. */
  record Measured(
      String id,
      String unit,
      String kind,
      String theme,
      int scale,
      double low,
      double high,
      String danish,
      String english) {}

  record Data(
      String id, String danish, String english, String resolution, int places, List<Measured> of) {}

  record Spot(String id, String danish, String english, double longitude, double latitude) {}

  /** One quantity at one place. */
  record Line(Data data, Spot spot, Measured measured) {}

  private static final long SEED = 7;
  private static final String[] FIRST = {
    "Torve", "Havne", "Kirke", "Mølle", "Skov", "Strand", "Bane", "Enge", "Bro", "Å", "Sø", "Park",
    "Skole", "Øster", "Vester", "Nørre", "Sønder", "Lærke", "Egen", "Fjord"
  };
  private static final String[] LAST = {
    "gade", "vej", "pladsen", "parken", "stien", "engen", "broen", "haven"
  };

  final List<Data> datasets;
  final List<Line> lines = new ArrayList<>();
  private final List<Spot> spots;

  StubTown(int placeCount) {
    Random random = new Random(SEED);
    spots = IntStream.range(0, placeCount).mapToObj(i -> spot(i, random)).toList();
    datasets = datasets(placeCount);
    for (Data data : datasets) {
      List<Spot> shuffled = new ArrayList<>(spots);
      java.util.Collections.shuffle(shuffled, random);
      for (Spot spot : shuffled.subList(0, Math.min(data.places(), placeCount))) {
        data.of().forEach(measured -> lines.add(new Line(data, spot, measured)));
      }
    }
  }

  String datasetList() {
    return datasets.stream()
        .map(
            data ->
                summary(
                    data,
                    data.of().stream()
                        .map(measured -> quoted(measured.id()))
                        .collect(Collectors.joining(","))))
        .collect(Collectors.joining(",", "{\"datasets\":[", "],\"next\":null}"));
  }

  String dataset(Data data) {
    return summary(
        data, data.of().stream().map(StubTown::quantity).collect(Collectors.joining(",")));
  }

  String places(Data data) {
    return lines.stream()
        .filter(line -> line.data().equals(data))
        .map(Line::spot)
        .distinct()
        .map(
            spot ->
                String.format(
                    Locale.ROOT,
                    "{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.5f,%.5f]},\"properties\":{\"place\":\"%s\",\"name\":{\"da\":\"%s\",\"en\":\"%s\"}}}",
                    spot.id(),
                    spot.longitude(),
                    spot.latitude(),
                    spot.id(),
                    spot.danish(),
                    spot.english()))
        .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
  }

  String latest(Data data, Instant now) {
    return windows(
        data,
        lines.stream()
            .filter(line -> line.data().equals(data))
            .map(line -> newest(line, now))
            .toList());
  }

  /** A day of quarters of an hour, with a hole in the night. */
  String lastDay(Data data, String place, Instant now) {
    Duration step = Duration.ofMinutes(15);
    Instant end = now.truncatedTo(ChronoUnit.HOURS);
    List<String> windows = new ArrayList<>();
    for (Instant start = end.minus(Duration.ofDays(1));
        start.isBefore(end);
        start = start.plus(step)) {
      boolean hole = Duration.between(start, end).toHours() == 15;
      for (Line line : lines) {
        if (!hole && line.data().equals(data) && line.spot().id().equals(place)) {
          windows.add(
              window(
                  line, "PT15M", start, start.plus(step), "complete", value(line, start), start));
        }
      }
    }
    return windows(data, windows);
  }

  String newest(Line line, Instant now) {
    // A few sensors have gone silent.
    boolean silent = line.spot().id().hashCode() % 13 == 0;
    Instant at = silent ? now.minus(Duration.ofHours(5)) : now.minusSeconds(line.hashCode() & 63);
    return running(line, at, value(line, at));
  }

  /** The running window of that instant with that value. */
  String running(Line line, Instant at, double value) {
    Duration length = Duration.parse(line.data().resolution());
    long seconds = length.toSeconds();
    Instant start = Instant.ofEpochSecond(at.getEpochSecond() / seconds * seconds);
    return window(line, line.data().resolution(), start, start.plus(length), "running", value, at);
  }

  double value(Line line, Instant at) {
    Measured measured = line.measured();
    double hour = at.getEpochSecond() / 3600.0;
    double own = (line.spot().id().hashCode() & 1023) / 1023.0;
    double day = 0.5 + 0.35 * Math.sin((hour + own * 4) * Math.PI / 12);
    double wobble = 0.08 * Math.sin(hour * 5 + own * 40) + 0.05 * Math.sin(hour * 61 + own * 9);
    double share = Math.max(0, Math.min(1, 0.55 * day + 0.35 * own + wobble));
    return measured.low() + share * (measured.high() - measured.low());
  }

  static String window(
      Line line,
      String resolution,
      Instant start,
      Instant end,
      String status,
      double value,
      Instant published) {
    Measured measured = line.measured();
    String written = number(value, measured.scale());
    String figures =
        "AMOUNT".equals(measured.kind())
            ? "\"sum\":" + written
            : "\"mean\":%s,\"min\":%s,\"max\":%s,\"first\":%s,\"last\":%s"
                .formatted(
                    number(value, measured.scale() + 2),
                    number(value * 0.97, measured.scale()),
                    number(value * 1.04, measured.scale()),
                    written,
                    written);
    return ("{\"dataset\":\"%s\",\"place\":\"%s\",\"sensor\":\"%s\",\"quantity\":\"%s\",\"unit\":\"%s\","
            + "\"resolution\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"status\":\"%s\",\"revision\":0,"
            + "\"publishedAt\":\"%s\",\"finalAt\":\"%s\",\"count\":3,\"flags\":[],%s}")
        .formatted(
            line.data().id(),
            line.spot().id(),
            line.data().id() + line.spot().id().substring("havnstrup".length()),
            measured.id(),
            measured.unit(),
            resolution,
            start,
            end,
            status,
            published,
            end.plus(Duration.ofDays(7)),
            figures);
  }

  static String windows(Data data, List<String> windows) {
    return "{\"dataset\":\"%s\",\"windows\":[%s],\"next\":null}"
        .formatted(data.id(), String.join(",", windows));
  }

  private static String summary(Data data, String quantities) {
    return ("{\"id\":\"%s\",\"tenant\":\"havnstrup\",\"title\":{\"da\":\"%s\",\"en\":\"%s\"},\"privacyClass\":\"open\",\"simulated\":true,"
            + "\"quantities\":[%s],\"resolutions\":[\"%s\",\"PT15M\",\"PT1H\",\"P1D\"],\"licence\":\"CC-BY-4.0\","
            + "\"contact\":\"iot@havnstrup.example\",\"updatedAt\":\"2026-11-01T00:00:00Z\"}")
        .formatted(data.id(), data.danish(), data.english(), quantities, data.resolution());
  }

  private static String quantity(Measured measured) {
    return "{\"id\":\"%s\",\"unit\":\"%s\",\"kind\":\"%s\",\"theme\":\"%s\",\"scale\":%d,\"name\":{\"da\":\"%s\",\"en\":\"%s\"}}"
        .formatted(
            measured.id(),
            measured.unit(),
            measured.kind().toLowerCase(Locale.ROOT),
            measured.theme().toLowerCase(Locale.ROOT),
            measured.scale(),
            measured.danish(),
            measured.english());
  }

  private static String number(double value, int scale) {
    return String.format(Locale.ROOT, "%." + scale + "f", value);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static Spot spot(int index, Random random) {
    String name = FIRST[index % FIRST.length] + LAST[(index / FIRST.length) % LAST.length];
    String suffix = index >= FIRST.length * LAST.length ? " " + (index / 160 + 1) : "";
    double reach = index % 5 == 0 ? 0.022 : 0.008;
    double along = index % 3 == 0 ? random.nextDouble() * 0.05 - 0.025 : 0;
    return new Spot(
        "havnstrup-place-%03d".formatted(index),
        name + suffix,
        name + suffix,
        10.21 + random.nextGaussian() * reach * 1.4 + along,
        56.11 + random.nextGaussian() * reach * 0.7 - along * 0.35);
  }

  private static List<Data> datasets(int places) {
    return List.of(
        new Data(
            "havnstrup-air",
            "Luftkvalitet",
            "Air quality",
            "PT1M",
            places / 3,
            List.of(
                gauge("pm2-5", "ug/m3", "AIR", 1, 2, 28, "Partikler PM2,5", "Particles PM2.5"),
                gauge(
                    "nitrogen-dioxide",
                    "ug/m3",
                    "AIR",
                    1,
                    6,
                    61,
                    "Kvælstofdioxid",
                    "Nitrogen dioxide"))),
        new Data(
            "havnstrup-weather",
            "Vejr",
            "Weather",
            "PT1M",
            places / 4,
            List.of(
                gauge(
                    "air-temperature",
                    "Cel",
                    "WEATHER",
                    2,
                    -2,
                    9,
                    "Lufttemperatur",
                    "Air temperature"),
                gauge("wind-speed", "m/s", "WEATHER", 1, 0, 14, "Vindhastighed", "Wind speed"),
                new Measured(
                    "rain-amount", "mm", "AMOUNT", "WEATHER", 2, 0, 1.2, "Nedbør", "Rain"))),
        new Data(
            "havnstrup-noise",
            "Støj",
            "Noise",
            "PT1M",
            places / 6,
            List.of(
                new Measured(
                    "sound-level",
                    "dB(A)",
                    "SOUND",
                    "NOISE",
                    1,
                    38,
                    74,
                    "Lydniveau",
                    "Sound level"))),
        new Data(
            "havnstrup-water",
            "Vand og kloak",
            "Water and sewer",
            "PT15M",
            places / 6,
            List.of(
                gauge("water-level", "m", "WATER", 3, 0.2, 2.4, "Vandstand", "Water level"),
                gauge(
                    "water-temperature",
                    "Cel",
                    "WATER",
                    2,
                    4,
                    11,
                    "Vandtemperatur",
                    "Water temperature"))),
        new Data(
            "havnstrup-soil",
            "Jord i parker",
            "Soil in parks",
            "PT15M",
            places / 8,
            List.of(
                gauge("soil-moisture", "%", "SOIL", 1, 18, 47, "Jordfugtighed", "Soil moisture"))),
        new Data(
            "havnstrup-waste",
            "Affaldskurve",
            "Waste bins",
            "PT15M",
            places / 5,
            List.of(
                gauge("waste-fill", "%", "WASTE", 0, 0, 100, "Fyldningsgrad", "Waste fill level"))),
        new Data(
            "havnstrup-parking",
            "Parkering",
            "Parking",
            "PT1M",
            places / 9,
            List.of(
                gauge(
                    "parking-free",
                    "{vehicles}",
                    "MOBILITY",
                    0,
                    0,
                    140,
                    "Ledige parkeringspladser",
                    "Free parking bays"))));
  }

  private static Measured gauge(
      String id,
      String unit,
      String theme,
      int scale,
      double low,
      double high,
      String danish,
      String english) {
    return new Measured(id, unit, "GAUGE", theme, scale, low, high, danish, english);
  }
}
