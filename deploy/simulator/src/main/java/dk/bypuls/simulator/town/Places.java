package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The places of Havnstrup: their names come from a list, where they lie from the seed. */
final class Places {
  private static final String LIST = "places.csv";
  private static final double GOLDEN_ANGLE = 2.399963229728653;
  private static final int STREAM_STATIONS = 10;

  private final Chance chance;
  private final Map<District, Integer> placed = new EnumMap<>(District.class);
  private int streamStations;

  private Places(Chance chance) {
    this.chance = chance;
  }

  static List<Place> of(Chance town) {
    Places places = new Places(town.of("places"));
    return lines().stream().map(places::place).toList();
  }

  private Place place(String line) {
    String[] cells = line.split(";", -1);
    District district = District.valueOf(cells[0].toUpperCase(Locale.ROOT));
    Setting setting = Setting.valueOf(cells[1].toUpperCase(Locale.ROOT));
    String id = Havnstrup.ID + "-" + slug(cells[2]);
    if (setting == Setting.STREAM) {
      double downstream = streamStations++ / (STREAM_STATIONS - 1.0);
      return new Place(id, cells[2], cells[3], StreamCourse.at(downstream), setting, downstream);
    }
    return new Place(id, cells[2], cells[3], within(district), setting, 0);
  }

  /** Sunflower order fills a district evenly; the seed turns it and shakes it a little. */
  private Position within(District district) {
    int index = placed.merge(district, 1, Integer::sum);
    Chance here = chance.of(district.name());
    double outward = Math.min(1, (index - 0.5) / 34 + here.between(-0.01, 0.01, index));
    return district.spot(Math.max(0, outward), index * GOLDEN_ANGLE + 6.28 * here.unit(0));
  }

  static String slug(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replace("å", "aa")
        .replace("ø", "oe")
        .replace("æ", "ae")
        .replaceAll("[^a-z0-9]+", "-");
  }

  private static List<String> lines() {
    InputStream list = Objects.requireNonNull(Places.class.getResourceAsStream(LIST), LIST);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      reader.lines().skip(1).filter(line -> !line.isBlank()).forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
