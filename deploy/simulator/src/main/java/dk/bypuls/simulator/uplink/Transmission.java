package dk.bypuls.simulator.uplink;

import dk.bypuls.simulator.town.Device;

/**
 * One arrival of one frame at the network server, and what happened to it on the way.
 *
 * @param device who said it
 * @param frame its frame counter
 * @param at when it was said
 * @param heardAt when the network server got it
 * @param sentAt when the network server passes it on
 * @param path by which way this copy came
 * @param clockAhead how far the receiving clock is ahead, in milliseconds
 * @param drift what the sensor's first field has drifted by
 * @param garbled whether its bytes broke on the way
 */
public record Transmission(
    Device device,
    long frame,
    long at,
    long heardAt,
    long sentAt,
    Path path,
    long clockAhead,
    double drift,
    boolean garbled) {

  /** The way a copy came. */
  public enum Path {
    /** The first arrival. */
    FIRST(0),
    /** The network server passed on the very same message again. */
    REPEATED(1),
    /**
     * A second gateway heard it and was late, so the network server took it for another message.
     */
    SECOND_GATEWAY(2);

    private final int number;

    Path(int number) {
      this.number = number;
    }

    /** Its place among the copies of one frame. */
    public int number() {
      return number;
    }
  }

  /** What a repetition has in common with the first arrival. */
  Path identity() {
    return path == Path.REPEATED ? Path.FIRST : path;
  }
}
