package dk.bypuls.simulator;

import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.send.HourlyPast;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.UplinkWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The command that writes a file of each sensor's weeks past, for orders to fill back. */
public final class WritePast {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private WritePast() {}

  /** Runs the command and ends the process with its result. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    Options options = declared();
    try {
      if (options.parse(arguments).helpWanted()) {
        out.print(options.help());
        return DONE;
      }
      write(options, out);
      return DONE;
    } catch (UsageException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (IOException | UncheckedIOException e) {
      err.println("Cannot write the past: " + e.getMessage());
      return FAILED;
    }
  }

  private static Options declared() {
    return new Options(
            "Writes what sensors of the simulated town of Havnstrup said in a stretch of the past,\n"
                + "one frame of each hour: a file a sensor, uplinks as ChirpStack 4 publishes them,"
                + " one a line.\n\n"
                + "Usage: write-past --out DIR --from INSTANT --to INSTANT [options]")
        .value("--out", "DIR", "folder for the files; made if it is not there")
        .value("--from", "INSTANT", "what was said then or later")
        .value("--to", "INSTANT", "… and before then")
        .value("--seed", "N", "which town (default 1)")
        .value("--sensors", "N", "how many sensors (default 400, at most 20000)")
        .value(
            "--kinds",
            "A,B",
            "a town of only these kinds (default: all); files are of those whose hours can be told");
  }

  private static void write(Options options, PrintStream out) throws IOException {
    Path folder = SimulateOptions.path("--out", options.required("--out"));
    Instant from = instant(options, "--from");
    Instant to = instant(options, "--to");
    Town town = SimulateOptions.town(options);
    HourlyPast hours =
        new HourlyPast(new Faults(town, FaultLevel.FEW), from.toEpochMilli(), to.toEpochMilli());
    UplinkWriter writer = new UplinkWriter(new Instruments(new Nature(town.chance())), "");
    Files.createDirectories(folder);
    long messages = 0;
    int files = 0;
    for (Device device : town.devices()) {
      if (HourlyPast.KINDS.contains(device.kind())) {
        messages += write(folder.resolve(device.sensor() + ".ndjson"), hours.of(device), writer);
        files++;
      }
    }
    out.printf(
        Locale.ROOT,
        "Wrote %,d messages of %,d sensors of Havnstrup (fictional), from %s to %s, to %s.%n",
        messages,
        files,
        from,
        to,
        folder);
  }

  private static Instant instant(Options options, String name) {
    Instant instant =
        options
            .instant(name)
            .orElseThrow(() -> new UsageException(name + " is needed. See --help."));
    if (instant.toEpochMilli() < Nature.BEGINNING) {
      throw new UsageException(
          name + " must not be before " + Instant.ofEpochMilli(Nature.BEGINNING) + ".");
    }
    return instant;
  }

  private static int write(Path file, List<Transmission> past, UplinkWriter writer)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Transmission one : past) {
        out.write(writer.write(one));
        out.write('\n');
      }
    }
    return past.size();
  }
}
