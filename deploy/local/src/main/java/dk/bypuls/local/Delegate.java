package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Another module's program, run in the place of ours. */
public final class Delegate {
  private final Checkout checkout = Checkout.find();
  private final String module;

  /** The program that the module in that folder builds. */
  public Delegate(String module) {
    this.module = module;
  }

  public boolean isBuilt() {
    return Files.isDirectory(checkout.resolve(module).resolve("target/lib"));
  }

  /** Runs the simulator; a city's broker is filled in where the arguments name none. */
  public int simulate(CityFolder city, List<String> arguments) {
    List<String> whole = new ArrayList<>(arguments);
    boolean namesBroker =
        arguments.stream()
            .anyMatch(word -> word.equals("--broker") || word.startsWith("--broker="));
    if (!namesBroker) {
      CitySettings.read(city)
          .ifPresent(
              settings -> whole.addAll(Simulator.brokerOptions(city, settings.ports().mqtt())));
    }
    demandBuilt();
    return run(Simulator.command(checkout, "Simulate", whole));
  }

  /** Runs a benchmark; those that look at a city look at this one. */
  public int bench(CityFolder city, List<String> arguments) {
    demandBuilt();
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaCommand.java().toString(),
                "-Dbypuls.checkout=" + checkout.folder(),
                "-Dbypuls.city=" + city.path(),
                "-cp",
                JavaCommand.classPath(checkout, module),
                "dk.bypuls.bench.Bench"));
    command.addAll(arguments);
    return run(command);
  }

  private void demandBuilt() {
    if (!isBuilt()) {
      throw new PartFailure(module + " is not built; run mvn -Dquick package");
    }
  }

  private static int run(List<String> command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
