package dk.bypuls.simulator.town;

import dk.bypuls.simulator.nature.Chance;

/**
 * How well one gateway hears one device.
 *
 * @param strength mean received power in dBm
 */
public record RadioLink(Gateway gateway, double strength) {
  private static final double AT_TEN_METRES = -45;
  private static final double LOSS_PER_DECADE = 33;
  private static final double NEAREST = 20;
  private static final double BUILDINGS = 4.5;
  private static final double FADING = 2.2;
  private static final double NOISE_FLOOR = -116;
  private static final int WEAKEST = -134;
  private static final int STRONGEST = -35;
  private static final int BEST_RATIO_TENTHS = 130;
  private static final int WORST_RATIO_TENTHS = -180;

  static RadioLink between(Position device, Gateway gateway, Chance chance) {
    double metres = Math.max(NEAREST, device.metresTo(gateway.position()));
    double loss = LOSS_PER_DECADE * StrictMath.log10(metres / 10);
    double buildings = BUILDINGS * chance.of("buildings").bell(gateway.index());
    return new RadioLink(gateway, AT_TEN_METRES - loss + buildings);
  }

  /** Received power of one frame, in dBm. */
  public int rssi(Chance chance, long frame) {
    double faded = strength + FADING * chance.of(gateway.index()).bell(frame);
    return (int) Math.max(WEAKEST, Math.min(STRONGEST, Math.round(faded)));
  }

  /** Signal to noise of one frame, in tenths of a decibel. */
  public int snrTenths(int rssi, Chance chance, long frame) {
    double tenths = (rssi - NOISE_FLOOR) * 10 + 8 * chance.of(gateway.index()).bell(~frame);
    return (int) Math.max(WORST_RATIO_TENTHS, Math.min(BEST_RATIO_TENTHS, Math.round(tenths)));
  }

  /** LoRaWAN's data rate that a device at this distance settles on: 5 is fastest. */
  public int dataRate() {
    return (int) Math.max(0, Math.min(5, (strength + 131) / 4));
  }
}
