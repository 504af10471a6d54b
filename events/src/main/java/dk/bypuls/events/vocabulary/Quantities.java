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
 * <p>Entries are only ever added: a number, unit or scale that has been released stays as it is.
 */
public final class Quantities {

  // number | id | theme | kind | unit (UCUM) | decimal places | lowest | highest | Danish | English
  private static final String TABLE =
      """
        1 | air-temperature            | WEATHER  | GAUGE     | Cel        | 2 |       -60 |            60 | Lufttemperatur             | Air temperature
        2 | relative-humidity          | WEATHER  | GAUGE     | %          | 1 |         0 |           100 | Luftfugtighed              | Relative humidity
        3 | air-pressure               | WEATHER  | GAUGE     | hPa        | 1 |       850 |          1100 | Lufttryk                   | Air pressure
        4 | wind-speed                 | WEATHER  | GAUGE     | m/s        | 1 |         0 |            75 | Vindhastighed              | Wind speed
        5 | wind-gust                  | WEATHER  | GAUGE     | m/s        | 1 |         0 |           110 | Vindstød                   | Wind gust
        6 | wind-direction             | WEATHER  | DIRECTION | deg        | 0 |         0 |           360 | Vindretning                | Wind direction
        7 | solar-irradiance           | WEATHER  | GAUGE     | W/m2       | 0 |         0 |          1500 | Solindstråling             | Solar irradiance
        8 | illuminance                | WEATHER  | GAUGE     | lx         | 0 |         0 |        200000 | Belysningsstyrke           | Illuminance
        9 | rain-amount                | WEATHER  | AMOUNT    | mm         | 2 |         0 |           150 | Nedbør                     | Rain
       10 | rain-rate                  | WEATHER  | GAUGE     | mm/h       | 1 |         0 |           500 | Regnintensitet             | Rain rate
       11 | rain-total                 | WEATHER  | COUNTER   | mm         | 2 |         0 |       1000000 | Nedbør i alt               | Rain total
       12 | snow-depth                 | WEATHER  | GAUGE     | cm         | 1 |         0 |           500 | Snedybde                   | Snow depth
       13 | road-temperature           | WEATHER  | GAUGE     | Cel        | 1 |       -60 |            90 | Vejtemperatur              | Road surface temperature

       20 | pm1                        | AIR      | GAUGE     | ug/m3      | 1 |         0 |          2000 | Partikler PM1              | Particles PM1
       21 | pm2-5                      | AIR      | GAUGE     | ug/m3      | 1 |         0 |          2000 | Partikler PM2,5            | Particles PM2.5
       22 | pm10                       | AIR      | GAUGE     | ug/m3      | 1 |         0 |          3000 | Partikler PM10             | Particles PM10
       23 | nitrogen-dioxide           | AIR      | GAUGE     | ug/m3      | 1 |         0 |          2000 | Kvælstofdioxid             | Nitrogen dioxide
       24 | nitrogen-monoxide          | AIR      | GAUGE     | ug/m3      | 1 |         0 |          3000 | Kvælstofmonoxid            | Nitrogen monoxide
       25 | ozone                      | AIR      | GAUGE     | ug/m3      | 1 |         0 |          1000 | Ozon                       | Ozone
       26 | sulphur-dioxide            | AIR      | GAUGE     | ug/m3      | 1 |         0 |          3000 | Svovldioxid                | Sulphur dioxide
       27 | carbon-monoxide            | AIR      | GAUGE     | ug/m3      | 0 |         0 |        200000 | Kulilte                    | Carbon monoxide
       28 | carbon-dioxide             | INDOOR   | GAUGE     | [ppm]      | 0 |       200 |         40000 | Kuldioxid                  | Carbon dioxide
       29 | volatile-organic-compounds | INDOOR   | GAUGE     | [ppb]      | 0 |         0 |        100000 | Flygtige organiske stoffer | Volatile organic compounds

       30 | black-carbon               | AIR      | GAUGE     | ug/m3      | 2 |         0 |           200 | Sod                        | Black carbon
       31 | indoor-temperature         | INDOOR   | GAUGE     | Cel        | 2 |       -30 |            80 | Temperatur inde            | Indoor temperature
       32 | indoor-humidity            | INDOOR   | GAUGE     | %          | 1 |         0 |           100 | Luftfugtighed inde         | Indoor humidity

       40 | sound-level                | NOISE    | SOUND     | dB(A)      | 1 |        10 |           140 | Lydniveau                  | Sound level
       41 | sound-level-peak           | NOISE    | GAUGE     | dB(A)      | 1 |        10 |           160 | Højeste lydniveau          | Peak sound level

       50 | water-level                | WATER    | GAUGE     | m          | 3 |       -50 |            50 | Vandstand                  | Water level
       51 | sewer-level                | WATER    | GAUGE     | m          | 3 |        -5 |            30 | Kloakvandstand             | Sewer level
       52 | groundwater-level          | WATER    | GAUGE     | m          | 3 |      -300 |           300 | Grundvandsstand            | Groundwater level
       53 | water-flow                 | WATER    | GAUGE     | m3/h       | 2 |   -100000 |       1000000 | Vandføring                 | Water flow
       54 | water-temperature          | WATER    | GAUGE     | Cel        | 2 |        -5 |           100 | Vandtemperatur             | Water temperature
       55 | water-conductivity         | WATER    | GAUGE     | uS/cm      | 0 |         0 |        200000 | Ledningsevne               | Water conductivity
       56 | water-acidity              | WATER    | GAUGE     | [pH]       | 2 |         0 |            14 | Surhedsgrad                | Acidity
       57 | water-turbidity            | WATER    | GAUGE     | [NTU]      | 1 |         0 |         10000 | Uklarhed                   | Turbidity
       58 | dissolved-oxygen           | WATER    | GAUGE     | mg/L       | 2 |         0 |            40 | Opløst ilt                 | Dissolved oxygen
       59 | overflow                   | WATER    | STATE     | {state}    | 0 |         0 |             1 | Overløb                    | Overflow

       70 | soil-moisture              | SOIL     | GAUGE     | %          | 1 |         0 |           100 | Jordfugtighed              | Soil moisture
       71 | soil-temperature           | SOIL     | GAUGE     | Cel        | 1 |       -40 |            70 | Jordtemperatur             | Soil temperature
       72 | soil-conductivity          | SOIL     | GAUGE     | uS/cm      | 0 |         0 |         50000 | Jordens ledningsevne       | Soil conductivity

       80 | electricity-total          | ENERGY   | COUNTER   | kW.h       | 3 |         0 |    1000000000 | Elforbrug i alt            | Electricity total
       81 | electricity-amount         | ENERGY   | AMOUNT    | kW.h       | 3 |         0 |        100000 | Elforbrug                  | Electricity used
       82 | electric-power             | ENERGY   | GAUGE     | W          | 0 | -10000000 |      10000000 | Effekt                     | Electric power
       83 | heat-total                 | ENERGY   | COUNTER   | kW.h       | 1 |         0 |    1000000000 | Varmeforbrug i alt         | Heat total
       84 | heat-amount                | ENERGY   | AMOUNT    | kW.h       | 1 |         0 |        100000 | Varmeforbrug               | Heat used
       85 | drinking-water-total       | ENERGY   | COUNTER   | m3         | 3 |         0 |     100000000 | Vandforbrug i alt          | Drinking water total
       86 | drinking-water-amount      | ENERGY   | AMOUNT    | m3         | 3 |         0 |         10000 | Vandforbrug                | Drinking water used
       87 | flow-temperature           | ENERGY   | GAUGE     | Cel        | 1 |       -20 |           180 | Fremløbstemperatur         | Flow temperature
       88 | return-temperature         | ENERGY   | GAUGE     | Cel        | 1 |       -20 |           180 | Returtemperatur            | Return temperature
       89 | gas-total                  | ENERGY   | COUNTER   | m3         | 3 |         0 |     100000000 | Gasforbrug i alt           | Gas total

      100 | waste-fill                 | WASTE    | GAUGE     | %          | 0 |         0 |           100 | Fyldningsgrad              | Waste fill level
      101 | waste-mass                 | WASTE    | GAUGE     | kg         | 1 |         0 |         50000 | Affaldsvægt                | Waste mass

      110 | parking-occupied           | MOBILITY | STATE     | {state}    | 0 |         0 |             1 | Parkeringsplads optaget    | Parking bay occupied
      111 | parking-free               | MOBILITY | GAUGE     | {vehicles} | 0 |         0 |        100000 | Ledige parkeringspladser   | Free parking bays
      112 | vehicle-count              | MOBILITY | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Køretøjer                  | Vehicles
      113 | car-count                  | MOBILITY | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Personbiler                | Cars
      114 | truck-count                | MOBILITY | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Lastbiler                  | Trucks
      115 | bicycle-count              | MOBILITY | AMOUNT    | {vehicles} | 0 |         0 |        100000 | Cykler                     | Bicycles
      116 | vehicle-speed              | MOBILITY | GAUGE     | km/h       | 1 |         0 |           300 | Hastighed                  | Vehicle speed
      117 | people-count               | MOBILITY | AMOUNT    | {people}   | 0 |         0 |        100000 | Forbipasserende            | People passing
      118 | people-present             | MOBILITY | GAUGE     | {people}   | 0 |         0 |        100000 | Personer til stede         | People present
      119 | occupied                   | INDOOR   | STATE     | {state}    | 0 |         0 |             1 | Optaget                    | Occupied
      120 | door-open                  | INDOOR   | STATE     | {state}    | 0 |         0 |             1 | Åben                       | Open
      121 | motion-count               | INDOOR   | AMOUNT    | 1          | 0 |         0 |        100000 | Bevægelser                 | Movements
      122 | charger-occupied           | MOBILITY | STATE     | {state}    | 0 |         0 |             1 | Ladestander optaget        | Charger occupied
      123 | pulse-total                | ENERGY   | COUNTER   | {pulses}   | 0 |         0 | 1000000000000 | Pulser i alt               | Pulse total

      140 | battery-level              | DEVICE   | GAUGE     | %          | 0 |         0 |           100 | Batteri                    | Battery level
      141 | battery-voltage            | DEVICE   | GAUGE     | V          | 3 |         0 |            60 | Batterispænding            | Battery voltage
      142 | radio-rssi                 | DEVICE   | GAUGE     | dB[mW]     | 0 |      -170 |            20 | Signalstyrke               | Signal strength
      143 | radio-snr                  | DEVICE   | GAUGE     | dB         | 1 |       -40 |            40 | Signal-støj-forhold        | Signal-to-noise ratio
      144 | device-temperature         | DEVICE   | GAUGE     | Cel        | 1 |       -60 |           120 | Enhedens temperatur        | Device temperature
      145 | tilt                       | DEVICE   | GAUGE     | deg        | 1 |      -180 |           180 | Hældning                   | Tilt
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
        Kind.valueOf(cells[3]),
        Units.of(cells[4]),
        Integer.parseInt(cells[5]),
        new BigDecimal(cells[6]),
        new BigDecimal(cells[7]),
        cells[8],
        cells[9]);
  }

  private static void add(Quantity quantity) {
    if (BY_ID.put(quantity.id(), quantity) != null
        || BY_NUMBER.put(quantity.number(), quantity) != null) {
      throw new IllegalStateException("the id or the number of " + quantity + " is taken");
    }
  }
}
