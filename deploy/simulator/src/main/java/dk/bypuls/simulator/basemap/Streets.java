package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.town.District;
import dk.bypuls.simulator.town.Place;
import dk.bypuls.simulator.town.Setting;
import dk.bypuls.simulator.town.StreamCourse;
import dk.bypuls.simulator.town.Town;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The town's streets, main roads and railway: they pass its places, and bear their names. */
final class Streets {
  private static final Set<Setting> AT_STREETS =
      Set.of(
          Setting.STREET,
          Setting.SQUARE,
          Setting.RESIDENTIAL,
          Setting.INDUSTRY,
          Setting.SCHOOL,
          Setting.PARKING,
          Setting.HARBOUR);
  private static final Set<Setting> NAMED =
      Set.of(Setting.STREET, Setting.RESIDENTIAL, Setting.INDUSTRY);
  private static final Set<String> BRIDGES =
      Set.of(
          "Havnstrup Å ved Engbroen",
          "Havnstrup Å ved Kirkebroen",
          "Havnstrup Å ved Brogade",
          "Havnstrup Å ved Slusen");
  private static final double GOLDEN_ANGLE = 2.399963229728653;
  private static final int CORNERS_OF_A_DISTRICT = 95;
  private static final double STREET_APART = 62;
  private static final double BANK = 45;
  private static final double NAME_LENGTH = 300;

  private final Town town;
  private final Chance chance;
  private final Coast coast;
  private final List<Point> stream;
  private final StreetNet net;
  private final Map<String, Crossing> crossingOf = new HashMap<>();

  Streets(Town town, Chance chance, Coast coast, List<Point> stream) {
    this.town = town;
    this.chance = chance;
    this.coast = coast;
    this.stream = stream;
    this.net = new StreetNet(chance.of("streets"));
  }

  /** Lays them and writes them out. */
  void write(GeoJson out) {
    cross();
    net.lay(this::isStreamBetween);
    for (String hub :
        List.of(
            "Nordtorvet",
            "Vesttorvet",
            "Sydtorvet",
            "Havnepladsen",
            "Møllevej",
            "Skovvejen",
            "Landevejen",
            "Kystvejen")) {
      main("Torvet", hub);
    }
    main("Vesttorvet", "Nordtorvet");
    main("Sydtorvet", "Møllevej");
    main("Møllevej", "Vesttorvet");
    List<NamedStreet> names = new ArrayList<>();
    for (Place place : town.places()) {
      Crossing crossing = crossingOf.get(place.danish());
      if (crossing != null && NAMED.contains(place.setting())) {
        List<Point> line = net.through(crossing, NAME_LENGTH);
        if (line.size() > 2) {
          names.add(new NamedStreet(place, line));
        }
      }
    }
    for (Street.Rank rank : Street.Rank.values()) {
      out.ways(
          GeoJson.kind("street") + ",\"rank\":\"" + rank.name().toLowerCase(Locale.ROOT) + '"',
          net.streets().stream()
              .filter(street -> street.rank() == rank)
              .map(street -> street.lineFrom(street.from))
              .toList());
    }
    outward(out, "Landevejen", new Point(-900, -Coast.EDGE));
    outward(out, "Skovvejen", new Point(-Coast.EDGE, 2_500));
    outward(out, "Kystvejen", new Point(-300, Coast.EDGE));
    outward(out, "Møllevej", new Point(-Coast.EDGE, -900));
    railway(out);
    names.forEach(
        name ->
            out.way(
                GeoJson.named("street-name", name.place.danish(), name.place.english()),
                name.line));
  }

  private void cross() {
    for (Place place : town.places()) {
      boolean bridge = BRIDGES.contains(place.danish());
      if (bridge || AT_STREETS.contains(place.setting())) {
        crossingOf.put(place.danish(), net.add(Point.of(place.position()), bridge));
      }
    }
    for (District district : District.values()) {
      double turned = 6.28 * chance.of(district.name()).unit(9);
      for (int i = 1; i <= CORNERS_OF_A_DISTRICT; i++) {
        Point point =
            Point.of(
                district.spot((i - 0.5) / CORNERS_OF_A_DISTRICT * 1.1, i * GOLDEN_ANGLE + turned));
        if (net.isFree(point, STREET_APART) && isDry(point)) {
          net.add(point, false);
        }
      }
    }
  }

  private boolean isDry(Point point) {
    return point.x() < coast.at(point.y()) - BANK
        && stream.stream().allMatch(water -> water.to(point) > BANK)
        && Point.of(StreamCourse.at(1 / 9.0)).to(point) > 150;
  }

  private boolean isStreamBetween(Crossing one, Crossing other) {
    if (one.bridge() || other.bridge()) {
      return false;
    }
    for (int i = 1; i < stream.size(); i++) {
      if (Point.cross(one.point(), other.point(), stream.get(i - 1), stream.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void main(String from, String to) {
    Crossing start = crossingOf.get(from);
    Crossing end = crossingOf.get(to);
    if (start != null && end != null) {
      net.mainRoad(start, end);
    }
  }

  /** A road that leaves the town. */
  private void outward(GeoJson out, String from, Point to) {
    Crossing start = crossingOf.get(from);
    if (start != null) {
      Point here = start.point();
      Point half = here.middleTo(to);
      Point aside = half.moved((to.y() - here.y()) * 0.06, (here.x() - to.x()) * 0.06);
      out.way(
          GeoJson.kind("street") + ",\"rank\":\"main\"",
          Shapes.soft(List.of(here, here.middleTo(aside), aside, to)));
    }
  }

  private void railway(GeoJson out) {
    Crossing crossing = crossingOf.get("Stationspladsen");
    if (crossing == null) {
      return;
    }
    Point station = crossing.point();
    List<Point> line =
        List.of(
            new Point(-Coast.EDGE, -2_600),
            new Point(-4_000, -2_300),
            new Point(-1_300, -1_500),
            new Point(station.x() - 150, -700),
            station.moved(-45, 0),
            new Point(station.x() - 60, 900),
            new Point(-350, 2_500),
            new Point(-1_500, Coast.EDGE));
    out.way(GeoJson.kind("railway"), Shapes.soft(line));
  }

  private record NamedStreet(Place place, List<Point> line) {}
}
