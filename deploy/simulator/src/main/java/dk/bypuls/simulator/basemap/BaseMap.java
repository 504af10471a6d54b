package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.town.District;
import dk.bypuls.simulator.town.Place;
import dk.bypuls.simulator.town.Setting;
import dk.bypuls.simulator.town.StreamCourse;
import dk.bypuls.simulator.town.Town;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ground of the simulated town as GeoJSON: it fits where the town's places are, and the same
 * seed makes the same ground.
 */
public final class BaseMap {
  private final Town town;
  private final Chance chance;
  private final List<Point> stream = new ArrayList<>();
  private final Coast coast;
  private final GeoJson out = new GeoJson();

  private BaseMap(Town town) {
    this.town = town;
    this.chance = town.chance().of("base map");
    this.coast =
        new Coast(
            town.places().stream().map(place -> Point.of(place.position())).toList(),
            chance.of("coast"));
    for (int i = 0; i <= 240; i++) {
      stream.add(Point.of(StreamCourse.at(i / 240.0)));
    }
    // Its last stretch, through the harbour and into the sea.
    Point mouth = stream.get(stream.size() - 1);
    stream.add(new Point(coast.at(mouth.y()) + 250, mouth.y() + 40));
  }

  /** The ground of that town. */
  public static String of(Town town) {
    BaseMap map = new BaseMap(town);
    map.land();
    map.green();
    map.water();
    new Streets(town, map.chance, map.coast, map.stream).write(map.out);
    map.names();
    return map.out.toString();
  }

  private void land() {
    for (District district : District.values()) {
      Point middle = Point.of(district.spot(0, 0));
      out.area(
          GeoJson.kind("built"),
          Shapes.patch(middle, district.radius() * 1.12, chance.of(district.name())));
    }
  }

  private void green() {
    out.area(
        GeoJson.kind("forest"), Shapes.patch(new Point(-2_700, 1_350), 780, chance.of("forest")));
    out.area(
        GeoJson.kind("forest"), Shapes.patch(new Point(-2_900, -1_900), 560, chance.of("wood")));
    for (Place place : town.places()) {
      Point spot = Point.of(place.position());
      Chance here = chance.of(place.id());
      if (place.setting() == Setting.FIELD) {
        out.area(GeoJson.kind("field"), Shapes.patch(spot, here.between(190, 270, 0), here));
      } else if (place.setting() == Setting.PARK) {
        String kind = place.danish().startsWith("Skov") ? "forest" : "park";
        out.area(GeoJson.kind(kind), Shapes.patch(spot, here.between(70, 130, 0), here));
      }
    }
    out.way(GeoJson.kind("beach"), coast.between(850, 3_400));
    out.way(GeoJson.kind("beach"), coast.between(-3_200, -700));
  }

  private void water() {
    out.area(GeoJson.kind("water"), coast.sea());
    out.way(GeoJson.kind("coast"), coast.line());
    out.area(
        GeoJson.kind("water"),
        Shapes.patch(Point.of(StreamCourse.at(1 / 9.0)), 105, chance.of("mill pond")));
    out.area(
        GeoJson.kind("water"), Shapes.patch(Point.of(StreamCourse.at(0)), 42, chance.of("spring")));
    spot("Fuglesøen")
        .ifPresent(
            place ->
                out.area(
                    GeoJson.kind("water"),
                    Shapes.patch(place.moved(0, 105), 75, chance.of("bird lake"))));
    out.way(GeoJson.named("stream", "Havnstrup Å", "Havnstrup Stream"), stream);
    Point harbour = Point.of(District.HARBOUR.spot(0, 0));
    pier(harbour.y() + 250, 300, -110);
    pier(harbour.y() - 230, 360, 130);
  }

  private void pier(double y, double out, double inward) {
    double shore = coast.at(y) - 30;
    this.out.way(
        GeoJson.kind("pier"),
        Shapes.soft(
            List.of(
                new Point(shore, y),
                new Point(shore + out * 0.7, y + inward * 0.1),
                new Point(shore + out, y + inward))));
  }

  private void names() {
    for (District district : District.values()) {
      out.spot(
          GeoJson.named("district", district.danish(), district.english()),
          Point.of(district.spot(0, 0)));
    }
    out.spot(GeoJson.named("sea", "Havnstrup Bugt", "Havnstrup Bay"), new Point(2_250, -650));
  }

  private Optional<Point> spot(String danish) {
    return town.places().stream()
        .filter(place -> place.danish().equals(danish))
        .map(place -> Point.of(place.position()))
        .findFirst();
  }
}
