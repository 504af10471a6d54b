package dk.bypuls.events.vocabulary;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The quantities a city may measure. A profile that names another is refused (A9).
 *
 * <p>Entries are only ever added: a number, unit or scale that has been released stays as it is. A
 * quantity is of a class stricter than {@code OPEN} where what it measures is people, their
 * vehicles or their meters, whatever the place; that a place makes it so is for the dataset to say.
 */
public final class Quantities {

  /**
   * Whose device a sensor saw, as a hash that says so for one day. What is told of it is how many
   * distinct ones there were.
   */
  public static final String CONTRIBUTOR = "contributor";

  // number | id | theme | loosest privacy class | kind | unit (UCUM) | decimal places | lowest |
  // highest | Danish | English
  private static final String TABLE =
      """
        1 | air-temperature            | WEATHER  | OPEN      | GAUGE     | Cel        | 2 |       -60 |            60 | Lufttemperatur             | Air temperature
        2 | relative-humidity          | WEATHER  | OPEN      | GAUGE     | %          | 1 |         0 |           100 | Luftfugtighed              | Relative humidity
        3 | air-pressure               | WEATHER  | OPEN      | GAUGE     | hPa        | 1 |       850 |          1100 | Lufttryk                   | Air pressure
        4 | wind-speed                 | WEATHER  | OPEN      | GAUGE     | m/s        | 1 |         0 |            75 | Vindhastighed              | Wind speed
        5 | wind-gust                  | WEATHER  | OPEN      | GAUGE     | m/s        | 1 |         0 |           110 | Vindstød                   | Wind gust
        6 | wind-direction             | WEATHER  | OPEN      | DIRECTION | deg        | 0 |         0 |           360 | Vindretning                | Wind direction
        7 | solar-irradiance           | WEATHER  | OPEN      | GAUGE     | W/m2       | 0 |         0 |          1500 | Solindstråling             | Solar irradiance
        8 | illuminance                | WEATHER  | OPEN      | GAUGE     | lx         | 0 |         0 |        200000 | Belysningsstyrke           | Illuminance
        9 | rain-amount                | WEATHER  | OPEN      | AMOUNT    | mm         | 2 |         0 |           150 | Nedbør                     | Rain
       10 | rain-rate                  | WEATHER  | OPEN      | GAUGE     | mm/h       | 1 |         0 |           500 | Regnintensitet             | Rain rate
       11 | rain-total                 | WEATHER  | OPEN      | COUNTER   | mm         | 2 |         0 |       1000000 | Nedbør i alt               | Rain total
       12 | snow-depth                 | WEATHER  | OPEN      | GAUGE     | cm         | 1 |         0 |           500 | Snedybde                   | Snow depth
       13 | road-temperature           | WEATHER  | OPEN      | GAUGE     | Cel        | 1 |       -60 |            90 | Vejtemperatur              | Road surface temperature

       20 | pm1                        | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          2000 | Partikler PM1              | Particles PM1
       21 | pm2-5                      | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          2000 | Partikler PM2,5            | Particles PM2.5
       22 | pm10                       | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          3000 | Partikler PM10             | Particles PM10
       23 | nitrogen-dioxide           | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          2000 | Kvælstofdioxid             | Nitrogen dioxide
       24 | nitrogen-monoxide          | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          3000 | Kvælstofmonoxid            | Nitrogen monoxide
       25 | ozone                      | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          1000 | Ozon                       | Ozone
       26 | sulphur-dioxide            | AIR      | OPEN      | GAUGE     | ug/m3      | 1 |         0 |          3000 | Svovldioxid                | Sulphur dioxide
       27 | carbon-monoxide            | AIR      | OPEN      | GAUGE     | ug/m3      | 0 |         0 |        200000 | Kulilte                    | Carbon monoxide
       28 | carbon-dioxide             | INDOOR   | OPEN      | GAUGE     | [ppm]      | 0 |       200 |         40000 | Kuldioxid                  | Carbon dioxide
       29 | volatile-organic-compounds | INDOOR   | OPEN      | GAUGE     | [ppb]      | 0 |         0 |        100000 | Flygtige organiske stoffer | Volatile organic compounds

       30 | black-carbon               | AIR      | OPEN      | GAUGE     | ug/m3      | 2 |         0 |           200 | Sod                        | Black carbon
       31 | indoor-temperature         | INDOOR   | OPEN      | GAUGE     | Cel        | 2 |       -30 |            80 | Temperatur inde            | Indoor temperature
       32 | indoor-humidity            | INDOOR   | OPEN      | GAUGE     | %          | 1 |         0 |           100 | Luftfugtighed inde         | Indoor humidity

       40 | sound-level                | NOISE    | OPEN      | SOUND     | dB(A)      | 1 |        10 |           140 | Lydniveau                  | Sound level
       41 | sound-level-peak           | NOISE    | OPEN      | GAUGE     | dB(A)      | 1 |        10 |           160 | Højeste lydniveau          | Peak sound level

       50 | water-level                | WATER    | OPEN      | GAUGE     | m          | 3 |       -50 |            50 | Vandstand                  | Water level
       51 | sewer-level                | WATER    | OPEN      | GAUGE     | m          | 3 |        -5 |            30 | Kloakvandstand             | Sewer level
       52 | groundwater-level          | WATER    | OPEN      | GAUGE     | m          | 3 |      -300 |           300 | Grundvandsstand            | Groundwater level
       53 | water-flow                 | WATER    | OPEN      | GAUGE     | m3/h       | 2 |   -100000 |       1000000 | Vandføring                 | Water flow
       54 | water-temperature          | WATER    | OPEN      | GAUGE     | Cel        | 2 |        -5 |           100 | Vandtemperatur             | Water temperature
       55 | water-conductivity         | WATER    | OPEN      | GAUGE     | uS/cm      | 0 |         0 |        200000 | Ledningsevne               | Water conductivity
       56 | water-acidity              | WATER    | OPEN      | GAUGE     | [pH]       | 2 |         0 |            14 | Surhedsgrad                | Acidity
       57 | water-turbidity            | WATER    | OPEN      | GAUGE     | [NTU]      | 1 |         0 |         10000 | Uklarhed                   | Turbidity
       58 | dissolved-oxygen           | WATER    | OPEN      | GAUGE     | mg/L       | 2 |         0 |            40 | Opløst ilt                 | Dissolved oxygen
       59 | overflow                   | WATER    | OPEN      | STATE     | {state}    | 0 |         0 |             1 | Overløb                    | Overflow

       70 | soil-moisture              | SOIL     | OPEN      | GAUGE     | %          | 1 |         0 |           100 | Jordfugtighed              | Soil moisture
       71 | soil-temperature           | SOIL     | OPEN      | GAUGE     | Cel        | 1 |       -40 |            70 | Jordtemperatur             | Soil temperature
       72 | soil-conductivity          | SOIL     | OPEN      | GAUGE     | uS/cm      | 0 |         0 |         50000 | Jordens ledningsevne       | Soil conductivity

       80 | electricity-total          | ENERGY   | HOUSEHOLD | COUNTER   | kW.h       | 3 |         0 |    1000000000 | Elforbrug i alt            | Electricity total
       81 | electricity-amount         | ENERGY   | HOUSEHOLD | AMOUNT    | kW.h       | 3 |         0 |        100000 | Elforbrug                  | Electricity used
       82 | electric-power             | ENERGY   | HOUSEHOLD | GAUGE     | W          | 0 | -10000000 |      10000000 | Effekt                     | Electric power
       83 | heat-total                 | ENERGY   | HOUSEHOLD | COUNTER   | kW.h       | 1 |         0 |    1000000000 | Varmeforbrug i alt         | Heat total
       84 | heat-amount                | ENERGY   | HOUSEHOLD | AMOUNT    | kW.h       | 1 |         0 |        100000 | Varmeforbrug               | Heat used
       85 | drinking-water-total       | ENERGY   | HOUSEHOLD | COUNTER   | m3         | 3 |         0 |     100000000 | Vandforbrug i alt          | Drinking water total
       86 | drinking-water-amount      | ENERGY   | HOUSEHOLD | AMOUNT    | m3         | 3 |         0 |         10000 | Vandforbrug                | Drinking water used
       87 | flow-temperature           | ENERGY   | OPEN      | GAUGE     | Cel        | 1 |       -20 |           180 | Fremløbstemperatur         | Flow temperature
       88 | return-temperature         | ENERGY   | OPEN      | GAUGE     | Cel        | 1 |       -20 |           180 | Returtemperatur            | Return temperature
       89 | gas-total                  | ENERGY   | HOUSEHOLD | COUNTER   | m3         | 3 |         0 |     100000000 | Gasforbrug i alt           | Gas total

      100 | waste-fill                 | WASTE    | OPEN      | GAUGE     | %          | 0 |         0 |           100 | Fyldningsgrad              | Waste fill level
      101 | waste-mass                 | WASTE    | OPEN      | GAUGE     | kg         | 1 |         0 |         50000 | Affaldsvægt                | Waste mass

      110 | parking-occupied           | MOBILITY | CROWD     | STATE     | {state}    | 0 |         0 |             1 | Parkeringsplads optaget    | Parking bay occupied
      111 | parking-free               | MOBILITY | OPEN      | GAUGE     | {vehicles} | 0 |         0 |        100000 | Ledige parkeringspladser   | Free parking bays
      112 | vehicle-count              | MOBILITY | CROWD     | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Køretøjer                  | Vehicles
      113 | car-count                  | MOBILITY | CROWD     | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Personbiler                | Cars
      114 | truck-count                | MOBILITY | CROWD     | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Lastbiler                  | Trucks
      115 | bicycle-count              | MOBILITY | CROWD     | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Cykler                     | Bicycles
      116 | vehicle-speed              | MOBILITY | CROWD     | GAUGE     | km/h       | 1 |         0 |           300 | Hastighed                  | Vehicle speed
      117 | people-count               | MOBILITY | CROWD     | AMOUNT    | {people}   | 0 |         0 |        100000 | Forbipasserende            | People passing
      118 | people-present             | MOBILITY | CROWD     | GAUGE     | {people}   | 0 |         0 |        100000 | Personer til stede         | People present
      119 | occupied                   | INDOOR   | CROWD     | STATE     | {state}    | 0 |         0 |             1 | Optaget                    | Occupied
      120 | door-open                  | INDOOR   | OPEN      | STATE     | {state}    | 0 |         0 |             1 | Åben                       | Open
      121 | motion-count               | INDOOR   | CROWD     | AMOUNT    | 1          | 0 |         0 |        100000 | Bevægelser                 | Movements
      122 | charger-occupied           | MOBILITY | CROWD     | STATE     | {state}    | 0 |         0 |             1 | Ladestander optaget        | Charger occupied
      123 | pulse-total                | ENERGY   | HOUSEHOLD | COUNTER   | {pulses}   | 0 |         0 | 1000000000000 | Pulser i alt               | Pulse total

      130 | contributor                | MOBILITY | CROWD     | IDENTITY  | 1          | 0 |         0 | 9223372036854775807 | Forskellige enheder | Distinct devices

      140 | battery-level              | DEVICE   | INTERNAL  | GAUGE     | %          | 0 |         0 |           100 | Batteri                    | Battery level
      141 | battery-voltage            | DEVICE   | INTERNAL  | GAUGE     | V          | 3 |         0 |            60 | Batterispænding            | Battery voltage
      142 | radio-rssi                 | DEVICE   | INTERNAL  | GAUGE     | dB[mW]     | 0 |      -170 |            20 | Signalstyrke               | Signal strength
      143 | radio-snr                  | DEVICE   | INTERNAL  | GAUGE     | dB         | 1 |       -40 |            40 | Signal-støj-forhold        | Signal-to-noise ratio
      144 | device-temperature         | DEVICE   | OPEN      | GAUGE     | Cel        | 1 |       -60 |           120 | Enhedens temperatur        | Device temperature
      145 | tilt                       | DEVICE   | OPEN      | GAUGE     | deg        | 1 |      -180 |           180 | Hældning                   | Tilt
      """;

  private static final Map<String, Quantity> BY_ID = new LinkedHashMap<>();
  private static final Map<Integer, Quantity> BY_NUMBER = new HashMap<>();

  static {
    TABLE.lines().filter(line -> !line.isBlank()).map(Quantities::parse).forEach(Quantities::add);
  }

  private Quantities() {}

  /** The quantity of that id. */
  public static Optional<Quantity> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The quantity of that id; only for ids that were checked when they were registered. */
  public static Quantity of(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no quantity has the id " + id));
  }

  /** The quantity of that number in a binary event. */
  public static Quantity numbered(int number) {
    Quantity quantity = BY_NUMBER.get(number);
    if (quantity == null) {
      throw new IllegalArgumentException(
          "quantity number " + number + " is unknown here: a newer Bypuls wrote it");
    }
    return quantity;
  }

  /** Every quantity, in the order of the table. */
  public static Collection<Quantity> all() {
    return Collections.unmodifiableCollection(BY_ID.values());
  }

  private static Quantity parse(String row) {
    String[] cells = row.strip().split("\\s*\\|\\s*", -1);
    return new Quantity(
        Integer.parseInt(cells[0]),
        cells[1],
        Theme.valueOf(cells[2]),
        PrivacyClass.valueOf(cells[3]),
        Kind.valueOf(cells[4]),
        Units.of(cells[5]),
        Integer.parseInt(cells[6]),
        new BigDecimal(cells[7]),
        new BigDecimal(cells[8]),
        cells[9],
        cells[10]);
  }

  private static void add(Quantity quantity) {
    if (BY_ID.put(quantity.id(), quantity) != null
        || BY_NUMBER.put(quantity.number(), quantity) != null) {
      throw new IllegalStateException("the id or the number of " + quantity + " is taken");
    }
  }
}
