package dk.bypuls.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another module's program, run in the place of ours. */
public final class Delegate {
  private static final int RECOMPUTE_HEAP_MEGABYTES = 768;

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

  /**
   * Runs a program of the aggregator beside the city's own, against the city's Kafka and history.
   */
  public int recompute(CityFolder city, List<String> arguments) {
    Path app = checkout.resolve(module).resolve("target/quarkus-app");
    if (!Files.isDirectory(app)) {
      throw new PartFailure(module + " is not built; run mvn -Dquick package");
    }
    CitySettings settings =
        CitySettings.read(city)
            .orElseThrow(() -> new PartFailure("no city was ever started in " + city.path()));
    String classes =
        Stream.of("app", "lib/main", "lib/boot")
            .map(folder -> app.resolve(folder).resolve("*").toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            JavaCommand.service(
                RECOMPUTE_HEAP_MEGABYTES,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classes,
                "dk.bypuls.aggregator.recompute.Recompute"));
    command.addAll(arguments);
    City whole = new City(city, settings, checkout, progress -> {});
    return run(command, whole.recomputeEnvironment());
  }

  private void demandBuilt() {
    if (!isBuilt()) {
      throw new PartFailure(module + " is not built; run mvn -Dquick package");
    }
  }

  private static int run(List<String> command) {
    return run(command, Map.of());
  }

  private static int run(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
