package dk.bypuls.simulator;

import dk.bypuls.simulator.send.BrokerException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * The frame of each of the simulator's programs: its options are read, its help is printed, and
 * what goes wrong is told in one line and as the result of the process.
 *
 * @param options what it may be given
 * @param cannot what it says before the reason when a file is at fault, such as "Cannot write it"
 * @param work what it does with what it is given
 */
record Program(Options options, String cannot, Work work) {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** What a program does. */
  interface Work {
    void run(Options given, PrintStream out) throws IOException, InterruptedException;
  }

  /** Runs it; answers its result. */
  int run(PrintStream out, PrintStream err, String... arguments) {
    try {
      if (options.parse(arguments).helpWanted()) {
        out.print(options.help());
      } else {
        work.run(options, out);
      }
      return DONE;
    } catch (UsageException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (BrokerException e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (IOException | UncheckedIOException e) {
      err.println(cannot + ": " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
