package dk.bypuls.bench;

import dk.bypuls.events.Window;
import java.util.function.Consumer;

/**
 * A server that tells a window to all who listen to it.
 *
 * @param path where it is listened to
 * @param known how many windows whoever comes is told first
 * @param tell has it tell a window
 */
record FanOut(Measured process, int port, String path, int known, Consumer<Window> tell) {

  /** Those who listen to it, none yet. */
  Subscribers listeners(Journeys journeys) {
    return new Subscribers(port, path, journeys);
  }
}
