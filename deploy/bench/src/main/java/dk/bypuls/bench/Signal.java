package dk.bypuls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal to a process, of which the platform itself has none but the end. */
final class Signal {

  private Signal() {}

  static void send(String signal, long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start sh", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }
}
