package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;
import java.util.HexFormat;

/** Sixteen hexadecimal digits as LoRaWAN names its parts; never the number of a real vendor. */
final class Eui {
  private static final long VENDOR_MASK = 0x000000FFFFFFFFFFL;
  // The second bit of the first byte says "locally administered": nobody's real device.
  private static final long LOCAL = 0x0200000000000000L;

  private Eui() {}

  static String of(Chance chance, long draw) {
    return HexFormat.of().toHexDigits(LOCAL | (chance.bits(draw) & VENDOR_MASK));
  }
}
