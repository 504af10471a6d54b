package dk.bypuls.events;

/** Where a window was measured: by one sensor at its place, or over an area. */
public sealed interface Cell {

  /** What one sensor said while it stood at one place. */
  record SensorCell(String place, String sensor) implements Cell {}

  /**
   * What the sensors of an area said together.
   *
   * @param contributors how many sensors had a say
   */
  record AreaCell(String area, int contributors) implements Cell {}
}
