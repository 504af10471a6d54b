package dk.bypuls.simulator.town;

/** Where the stream of Havnstrup runs: from its spring to the harbour, in bends. */
public final class StreamCourse {
  private static final Position SPRING = new Position(10.1980, 55.9475);
  private static final Position MOUTH = new Position(10.2488, 55.9558);
  private static final double MEANDER_METRES = 180;

  private StreamCourse() {}

  /** The stream's middle; {@code downstream} is 0 at the spring and 1 at the mouth. */
  public static Position at(double downstream) {
    Position straight =
        new Position(
            SPRING.longitude() + (MOUTH.longitude() - SPRING.longitude()) * downstream,
            SPRING.latitude() + (MOUTH.latitude() - SPRING.latitude()) * downstream);
    return straight.moved(0, MEANDER_METRES * StrictMath.sin(downstream * 11));
  }
}
