package dk.bypuls.simulator;

import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.send.Broker;
import dk.bypuls.simulator.town.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the town is to speak.
 *
 * @param past how much of the past is sent first
 * @param live whether it goes on in real time afterwards
 * @param duration when to stop, counted from the start; null for never
 * @param speed how many times faster than it happened the past is played; null for at once
 * @param perSecond at most so many messages a second; 0 for no limit
 * @param start where the past begins; null for {@code past} ago
 * @param messages stop after so many; 0 for no limit
 */
record SimulateOptions(
    Broker broker,
    long seed,
    int sensors,
    Set<Kind> kinds,
    Duration past,
    boolean live,
    @Nullable Duration duration,
    @Nullable Double speed,
    FaultLevel faults,
    long perSecond,
    @Nullable Path truth,
    String canary,
    @Nullable Instant start,
    long messages,
    @Nullable Path state) {

  static final Duration PAST = Duration.ofDays(2);

  private static final Duration LONGEST_PAST = Duration.ofDays(400);
  private static final int LONGEST_CANARY = 200;

  static Options declared() {
    return new Options(
            "Lets the simulated town of Havnstrup speak: uplinks as ChirpStack 4 publishes them,"
                + " over MQTT 5.\n\n"
                + "Usage: simulate --broker URL [options]")
        .value("--broker", "URL", "the MQTT broker, such as tcp://127.0.0.1:1883")
        .value("--username", "NAME", "account at the broker (default: none)")
        .value("--password-file", "FILE", "file that holds the account's password")
        .value("--seed", "N", "which town: the same seed is the same town and truth (default 1)")
        .value("--sensors", "N", "how many sensors (default 400, at most 20000)")
        .value("--kinds", "A,B", "only these kinds: " + TownOptions.kindIds() + " (default: all)")
        .value(
            "--past",
            "DURATION",
            "how much of the past is sent first (default PT48H; PT0S for none)")
        .value(
            "--start",
            "INSTANT",
            "where the past begins (default: --past ago); without --live it ends --past later")
        .flag("--live", "goes on in real time after the past (default: ends)")
        .value(
            "--duration",
            "DURATION",
            "goes on live and ends this long after its start (default: never)")
        .value(
            "--speed",
            "X",
            "plays the past X times faster than it happened (default: as fast as the broker takes"
                + " it)")
        .value("--faults", "LEVEL", "what goes wrong: none, few or many (default few)")
        .value("--rate", "N", "at most N messages a second (default: no limit)")
        .value("--messages", "N", "ends after N messages (default: no limit)")
        .value("--truth", "FILE", "writes what was injected, one JSON object a line")
        .value("--canary", "TEXT", "puts TEXT into an undeclared field of every uplink")
        .value(
            "--state",
            "FILE",
            "remembers until when was sent, so that a restart sends only the gap");
  }

  static SimulateOptions of(Options options) {
    Duration past = options.duration("--past").orElse(PAST);
    if (past.compareTo(LONGEST_PAST) > 0) {
      throw new UsageException("--past must be at most " + LONGEST_PAST + ".");
    }
    Duration duration = options.duration("--duration").orElse(null);
    return new SimulateOptions(
        broker(options),
        TownOptions.seed(options),
        TownOptions.sensors(options),
        TownOptions.kinds(options),
        past,
        options.has("--live") || duration != null,
        duration,
        options.factor("--speed").orElse(null),
        faults(options),
        options.number("--rate", 1, 1_000_000).orElse(0L),
        options.path("--truth").orElse(null),
        canary(options),
        TownOptions.instant(options, "--start").orElse(null),
        options.number("--messages", 1, Long.MAX_VALUE).orElse(0L),
        options.path("--state").orElse(null));
  }

  private static Broker broker(Options options) {
    String address = options.required("--broker");
    String password =
        options.path("--password-file").map(SimulateOptions::readPassword).orElse(null);
    try {
      return new Broker(address, options.text("--username").orElse(null), password);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String readPassword(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UsageException("--password-file: cannot read " + file + ".");
    }
  }

  private static FaultLevel faults(Options options) {
    String id = options.text("--faults").orElse(FaultLevel.FEW.id());
    return FaultLevel.byId(id)
        .orElseThrow(
            () -> new UsageException("--faults must be none, few or many, not " + id + "."));
  }

  private static String canary(Options options) {
    String canary = options.text("--canary").orElse("");
    if (canary.length() > LONGEST_CANARY) {
      throw new UsageException("--canary must have at most " + LONGEST_CANARY + " characters.");
    }
    return canary;
  }
}
