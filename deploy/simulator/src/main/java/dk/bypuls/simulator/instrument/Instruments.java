package dk.bypuls.simulator.instrument;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One instrument for each kind of sensor, all in the same nature. */
public final class Instruments {
  private final Map<Kind, Instrument> instruments = new EnumMap<>(Kind.class);

  public Instruments(Nature nature) {
    for (Kind kind : Kind.values()) {
      instruments.put(kind, of(kind, nature));
    }
  }

  public Instrument of(Kind kind) {
    return Objects.requireNonNull(instruments.get(kind));
  }

  private static Instrument of(Kind kind, Nature nature) {
    return switch (kind) {
      case AIR -> new AirStation(nature);
      case WEATHER -> new WeatherStation(nature);
      case RAIN -> new RainGauge(nature);
      case NOISE -> new NoiseMeter(nature);
      case STREAM -> new StreamGauge(nature);
      case SEWER -> new SewerGauge(nature);
      case SOIL -> new SoilProbe(nature);
      case WASTE -> new WasteBin(nature);
      case PARKING -> new ParkingBay(nature);
      case PEOPLE -> new PeopleCounter(nature);
      case TRAFFIC -> new TrafficCounter(nature);
      case METER -> new HouseholdMeter(nature);
    };
  }
}
