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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The command that writes a file of each sensor's weeks past, for orders to fill back. */
public final class WritePast {
  private WritePast() {}

  /** Runs the command and ends the process with its result. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    return new Program(declared(), "Cannot write the past", WritePast::write)
        .run(out, err, arguments);
  }

  private static Options declared() {
    return new Options(
            "Writes what sensors of the simulated town of Havnstrup said in a stretch of the"
                + " past,\n"
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
            "a town of only these kinds (default: all); files are of those whose hours can be"
                + " told");
  }

  private static void write(Options options, PrintStream out) throws IOException {
    Path folder = options.requiredPath("--out");
    Instant from = instant(options, "--from");
    Instant to = instant(options, "--to");
    Town town = TownOptions.town(options);
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
    options.required(name);
    return TownOptions.instant(options, name).orElseThrow();
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
