package dk.bypuls.simulator;

import dk.bypuls.simulator.send.BrokerException;
import dk.bypuls.simulator.send.Stop;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The command that lets the simulated town speak. */
public final class Simulate {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final long SECONDS_TO_FINISH = 15;

  private Simulate() {}

  /** Runs the command and ends the process with its result. */
  public static void main(String[] arguments) {
    Stop stop = new Stop();
    CountDownLatch finished = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(stop, finished), "stop"));
    int result = run(Clock.systemUTC(), stop, System.out, System.err, arguments);
    finished.countDown();
    if (!stop.isRequested()) {
      System.exit(result);
    }
  }

  static int run(Clock clock, Stop stop, PrintStream out, PrintStream err, String... arguments) {
    Options options = SimulateOptions.declared();
    try {
      if (options.parse(arguments).helpWanted()) {
        out.print(options.help());
        return DONE;
      }
      new Simulation(SimulateOptions.of(options), clock, stop, out::println).run();
      return DONE;
    } catch (UsageException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (BrokerException e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (IOException | UncheckedIOException e) {
      err.println("Cannot read or write a file: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** On Ctrl-C: lets the run note its truth before the process ends. */
  private static void finish(Stop stop, CountDownLatch finished) {
    stop.request();
    try {
      if (!finished.await(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
        System.err.println("The simulator did not finish in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
