package dk.bypuls.events.vocabulary;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The units that may be named, by UCUM code. Codes are case-sensitive, as UCUM has them. */
public final class Units {

  // dimension | code = factor to the dimension's base unit (+ offset)
  private static final String TABLE =
      """
      temperature              | K 1 | Cel 1 273.15 | [degF] 0.55555555555555555556 255.37222222222222222222
      fraction                 | 1 1 | % 0.01 | [ppth] 0.001 | [ppm] 0.000001 | [ppb] 0.000000001
      mass-concentration       | ug/m3 1 | mg/m3 1000 | ng/m3 0.001 | g/m3 1000000
      mass-in-volume-of-water  | mg/L 1 | ug/L 0.001 | g/L 1000
      pressure                 | Pa 1 | hPa 100 | kPa 1000 | mbar 100 | bar 100000 | m[H2O] 9806.65 | mm[Hg] 133.322387415
      length                   | m 1 | km 1000 | dm 0.1 | cm 0.01 | mm 0.001 | [in_i] 0.0254 | [ft_i] 0.3048
      speed                    | m/s 1 | cm/s 0.01 | km/h 0.27777777777777777778 | [kn_i] 0.51444444444444444444 | [mi_i]/h 0.44704
      volume                   | m3 1 | L 0.001 | dL 0.0001 | mL 0.000001
      flow                     | m3/h 1 | m3/s 3600 | L/s 3.6 | L/min 0.06 | L/h 0.001
      rain-rate                | mm/h 1 | mm/min 60 | um/s 3.6
      irradiance               | W/m2 1 | kW/m2 1000
      illuminance              | lx 1 | klx 1000
      energy                   | kW.h 1 | W.h 0.001 | MW.h 1000 | kJ 0.00027777777777777778 | MJ 0.27777777777777777778 | GJ 277.77777777777777778
      power                    | W 1 | kW 1000 | MW 1000000
      voltage                  | V 1 | mV 0.001
      current                  | A 1 | mA 0.001
      conductivity             | uS/cm 1 | mS/cm 1000 | S/m 10000 | dS/m 1000
      angle                    | deg 1 | rad 57.295779513082320877
      sound-level              | dB(A) 1 | dB[SPL] 1
      radio-power              | dB[mW] 1
      radio-ratio              | dB 1
      acidity                  | [pH] 1
      turbidity                | [NTU] 1 | {FNU} 1
      mass                     | kg 1 | g 0.001 | t 1000
      duration                 | s 1 | ms 0.001 | min 60 | h 3600 | d 86400
      people                   | {people} 1
      vehicles                 | {vehicles} 1
      pulses                   | {pulses} 1
      state                    | {state} 1
      """;

  private static final Map<String, Unit> BY_CODE = new LinkedHashMap<>();

  static {
    TABLE.lines().forEach(Units::addDimension);
  }

  private Units() {}

  /** The unit of that code. */
  public static Optional<Unit> find(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Every unit, in the order of the table. */
  public static Collection<Unit> all() {
    return Collections.unmodifiableCollection(BY_CODE.values());
  }

  static Unit of(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("no unit has the code " + code));
  }

  private static void addDimension(String row) {
    String[] cells = row.strip().split("\\s*\\|\\s*", -1);
    for (int i = 1; i < cells.length; i++) {
      String[] parts = cells[i].split(" ", -1);
      BigDecimal offset = parts.length > 2 ? new BigDecimal(parts[2]) : BigDecimal.ZERO;
      Unit unit = new Unit(parts[0], cells[0], new BigDecimal(parts[1]), offset);
      if (BY_CODE.put(unit.code(), unit) != null) {
        throw new IllegalStateException("two units have the code " + unit);
      }
    }
  }
}
