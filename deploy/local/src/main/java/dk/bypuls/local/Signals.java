package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Signals to processes, which the platform itself can only send two of. */
final class Signals {
  private Signals() {}

  static void send(String signal, ProcessHandle process) {
    if (!process.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder(List.of("sh", "-c", "kill -" + signal + " " + process.pid()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start sh", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
