package dk.bypuls.ingest.format.senml;

import dk.bypuls.events.vocabulary.Units;
import java.util.HashMap;
import java.util.Map;

/** What the units of SenML (RFC 8428 and RFC 8798) are called in UCUM. */
final class SenmlUnits {

  // SenML | UCUM, where they differ
  private static final String TABLE =
      """
      %RH | %
      %EL | %
      /100 | %
      / | 1
      count | 1
      /1000 | [ppth]
      ppm | [ppm]
      ppb | [ppb]
      dBm | dB[mW]
      l | L
      l/s | L/s
      pH | [pH]
      kWh | kW.h
      Wh | W.h
      """;

  private static final Map<String, String> DIFFERENT = new HashMap<>();

  static {
    TABLE.lines().map(row -> row.split(" \\| ")).forEach(row -> DIFFERENT.put(row[0], row[1]));
  }

  private SenmlUnits() {}

  /** The UCUM code of a unit; empty for one that the vocabulary does not have. */
  static String ucum(String senml) {
    String code = DIFFERENT.getOrDefault(senml, senml);
    return Units.find(code).isPresent() ? code : "";
  }
}
