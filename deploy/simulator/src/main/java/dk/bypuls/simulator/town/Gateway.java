package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;
import java.util.List;
import java.util.stream.IntStream;

/** An antenna that hears the devices around it and passes on what they say. */
public record Gateway(int index, String name, String id, Position position) {
  private static final List<Spot> SPOTS =
      List.of(
          new Spot("vandtaarnet", new Position(10.2150, 55.9662)),
          new Spot("raadhuset", new Position(10.2370, 55.9571)),
          new Spot("havnekontoret", new Position(10.2489, 55.9580)),
          new Spot("strandskolen", new Position(10.2402, 55.9702)),
          new Spot("renseanlaegget", new Position(10.2318, 55.9405)),
          new Spot("vandmoellen", new Position(10.2142, 55.9520)));

  static List<Gateway> of(Chance town) {
    Chance chance = town.of("gateways");
    return IntStream.range(0, SPOTS.size())
        .mapToObj(
            i -> new Gateway(i, SPOTS.get(i).name(), Eui.of(chance, i), SPOTS.get(i).position()))
        .toList();
  }

  private record Spot(String name, Position position) {}
}
