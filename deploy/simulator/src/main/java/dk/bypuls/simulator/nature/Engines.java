package dk.bypuls.simulator.nature;

/**
 * Engines that run for some hours where usually none does: a ship's generator at the quay, a
 * compressor at a road work.
 *
 * <p>At any time one runs beside one sensor of each kind. In the four weeks before, none ran there
 * at the same hour of the same weekday, so what is usual there knows nothing of it.
 */
public final class Engines {
  private static final long TURN = 6 * 3_600_000L;
  private static final long TURNS_A_WEEK = 28;

  private final Chance chance;

  Engines(Chance town) {
    chance = town.of("engines");
  }

  /**
   * Whether one runs beside a sensor.
   *
   * @param number of the sensor among those of its kind
   * @param of so many a town has of that kind
   */
  public boolean runBeside(int number, int of, long time) {
    long turn = Math.floorDiv(time, TURN);
    // One further each turn, and one more each week: a week later it is not the same one's turn.
    long at = turn + turn / TURNS_A_WEEK + chance.below(of, of);
    return Math.floorMod(at, of) == number % of;
  }
}
