package dk.bypuls.simulator;

import dk.bypuls.simulator.basemap.BaseMap;
import dk.bypuls.simulator.registry.RegistryFiles;
import dk.bypuls.simulator.send.Broker;
import dk.bypuls.simulator.town.Town;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The command that writes the simulated town's registry files. */
public final class WriteRegistry {
  private WriteRegistry() {}

  /** Runs the command and ends the process with its result. */
  public static void main(String[] arguments) {
    System.exit(run(Clock.systemUTC(), System.out, System.err, arguments));
  }

  static int run(Clock clock, PrintStream out, PrintStream err, String... arguments) {
    return new Program(
            declared(), "Cannot write the registry", (options, told) -> write(options, clock, told))
        .run(out, err, arguments);
  }

  private static Options declared() {
    return new Options(
            "Writes the registry of the simulated town of Havnstrup as YAML.\n\n"
                + "Usage: write-registry --out DIR --broker URL [options]")
        .value("--out", "DIR", "folder for the files; made if it is not there")
        .value("--broker", "URL", "the MQTT broker that ingest is to subscribe to")
        .value(
            "--base-map", "FILE", "also write the town's ground there, as GeoJSON for the city map")
        .value("--seed", "N", "which town (default 1)")
        .value("--sensors", "N", "how many sensors (default 400, at most 20000)")
        .value("--kinds", "A,B", "only sensors of these kinds (default: all)")
        .value(
            "--now",
            "INSTANT",
            "the present; what is public begins 60 days before or earlier (default: now)");
  }

  private static void write(Options options, Clock clock, PrintStream out) throws IOException {
    Path folder = options.requiredPath("--out");
    String broker = options.required("--broker");
    if (!Broker.isAddress(broker)) {
      throw new UsageException("--broker must look like tcp://127.0.0.1:1883, not " + broker + ".");
    }
    Instant now = options.instant("--now").orElseGet(clock::instant);
    Town town = TownOptions.town(options);
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : new RegistryFiles(town, broker, now).all().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
    }
    Optional<Path> baseMap = options.path("--base-map");
    if (baseMap.isPresent()) {
      Files.writeString(baseMap.get(), BaseMap.of(town), StandardCharsets.UTF_8);
    }
    out.printf(
        Locale.ROOT,
        "Wrote the registry of Havnstrup (fictional, seed %d) to %s: %,d places, %,d sensors.%n",
        town.seed(),
        folder,
        town.places().size(),
        town.devices().size());
  }
}
