package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small shell process that outlives this JVM just long enough to end the processes it started. A
 * shutdown hook would not run when the JVM is killed; the end of this process's input always comes.
 */
final class Keeper {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      kept=' '
      while read -r verb pid; do
        case $verb in
          keep) kept="$kept$pid " ;;
          forget) kept="${kept%% $pid *} ${kept#* $pid }" ;;
        esac
      done
      for pid in $kept; do kill -9 "$pid"; done
      """;

  private static @Nullable Writer toKeeper;

  private Keeper() {}

  static void keep(long pid) {
    tell("keep " + pid);
  }

  static void forget(long pid) {
    tell("forget " + pid);
  }

  private static synchronized void tell(String line) {
    try {
      if (toKeeper == null) {
        toKeeper = start();
      }
      toKeeper.write(line + "\n");
      toKeeper.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start sh", e);
    }
  }

  private static Writer start() throws IOException {
    Process keeper =
        new ProcessBuilder(List.of("setsid", "sh", "-c", SCRIPT))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return keeper.outputWriter(StandardCharsets.US_ASCII);
  }
}
