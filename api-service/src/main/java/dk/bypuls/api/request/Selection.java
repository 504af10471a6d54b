package dk.bypuls.api.request;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Sensor;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a dataset are asked for; an absent set means all.
 *
 * @param places by the ids of places, those inside an asked box or polygon included
 * @param areas by the ids of areas; what a sensor says at one place is of none
 */
public record Selection(
    @Nullable Set<String> places,
    @Nullable Set<String> sensors,
    @Nullable Set<String> quantities,
    @Nullable Set<String> areas) {

  /** The parameters it is read from. */
  public static final List<String> PARAMETERS =
      List.of("place", "sensor", "quantity", "bbox", "polygon", "area");

  /** All series. */
  public static final Selection ALL = new Selection(null, null, null, null);

  /** Reads what is asked of these datasets; refuses what none of them has. */
  public static Selection of(Parameters asked, Catalogue catalogue, Collection<Dataset> datasets) {
    List<Sensor> known =
        datasets.stream().flatMap(dataset -> catalogue.sensorsOf(dataset).stream()).toList();
    Set<String> places =
        asked(
            "place",
            asked,
            () ->
                known.stream()
                    .flatMap(sensor -> sensor.placements().stream())
                    .map(Sensor.Placement::place)
                    .collect(Collectors.toSet()));
    Set<String> sensors =
        asked("sensor", asked, () -> known.stream().map(Sensor::id).collect(Collectors.toSet()));
    Set<String> quantities =
        asked(
            "quantity",
            asked,
            () ->
                datasets.stream()
                    .flatMap(dataset -> dataset.quantities().stream())
                    .collect(Collectors.toSet()));
    Set<String> inside =
        asked
            .one("bbox")
            .map(Box::parse)
            .map(box -> placesIn(box::contains, catalogue))
            .orElse(null);
    Set<String> within =
        asked
            .one("polygon")
            .map(Polygon::parse)
            .map(polygon -> placesIn(polygon::contains, catalogue))
            .orElse(null);
    Set<String> areas =
        asked(
            "area",
            asked,
            () ->
                datasets.stream()
                    .flatMap(dataset -> catalogue.areasOf(dataset).stream())
                    .collect(Collectors.toSet()));
    return new Selection(both(both(places, inside), within), sensors, quantities, areas);
  }

  /** Whether a series is among them; a sensor's is of no area, an area's of no place and sensor. */
  public boolean has(String place, String sensor, String quantity, String area) {
    return (places == null || places.contains(place))
        && (sensors == null || sensors.contains(sensor))
        && (quantities == null || quantities.contains(quantity))
        && (areas == null || areas.contains(area));
  }

  /** One text for equal selections. */
  public String canonical() {
    return "places="
        + places
        + " sensors="
        + sensors
        + " quantities="
        + quantities
        + (areas == null ? "" : " areas=" + areas);
  }

  private static @Nullable Set<String> asked(
      String name, Parameters asked, Supplier<Set<String>> known) {
    List<String> values = asked.many(name);
    if (values.isEmpty()) {
      return null;
    }
    Set<String> all = known.get();
    values.forEach(value -> Parameters.requireKnown(name, value, all));
    return new TreeSet<>(values);
  }

  private static @Nullable Set<String> both(
      @Nullable Set<String> places, @Nullable Set<String> inside) {
    if (places == null || inside == null) {
      return places == null ? inside : places;
    }
    Set<String> both = new TreeSet<>(places);
    both.retainAll(inside);
    return both;
  }

  private static Set<String> placesIn(Predicate<Place> outline, Catalogue catalogue) {
    return catalogue.registry().places().stream()
        .filter(outline)
        .map(Place::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A rectangle of longitudes and latitudes. */
  private record Box(double west, double south, double east, double north) {

    /** A map that shows the world more than once has a west beyond it. */
    private static final double FAR_EAST = 3 * Degrees.MOST_EAST;

    static Box parse(String written) {
      String[] corners = written.split(",", -1);
      if (corners.length == 4) {
        Box box =
            new Box(
                degrees(corners[0], FAR_EAST),
                degrees(corners[1], Degrees.MOST_NORTH),
                degrees(corners[2], FAR_EAST),
                degrees(corners[3], Degrees.MOST_NORTH));
        if (box.west <= box.east && box.south <= box.north) {
          return box;
        }
      }
      throw refused();
    }

    private static double degrees(String written, double most) {
      return Degrees.read(written.strip(), most).orElseThrow(Box::refused);
    }

    private static RuntimeException refused() {
      return Problem.badRequest(
              "\"bbox\" is west,south,east,north in degrees, such as 10.1,56.1,10.3,56.2: a west"
                  + " that is not east of its east, and a south that is not north of its north.")
          .asException();
    }

    boolean contains(Place place) {
      return place.longitude() >= west
          && place.longitude() <= east
          && place.latitude() >= south
          && place.latitude() <= north;
    }
  }
}
