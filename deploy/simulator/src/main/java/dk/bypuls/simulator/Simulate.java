package dk.bypuls.simulator;

import dk.bypuls.simulator.send.Stop;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The command that lets the simulated town speak. */
public final class Simulate {
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
    return new Program(
            SimulateOptions.declared(),
            "Cannot read or write a file",
            (options, told) ->
                new Simulation(SimulateOptions.of(options), clock, stop, told::println).run())
        .run(out, err, arguments);
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
