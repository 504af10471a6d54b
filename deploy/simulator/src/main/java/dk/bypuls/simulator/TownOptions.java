package dk.bypuls.simulator;

import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.town.Town;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which town is meant, as every program is asked for one. */
final class TownOptions {

  static final long SEED = 1;

  private TownOptions() {}

  static Town town(Options options) {
    return Town.of(seed(options), sensors(options), kinds(options));
  }

  static long seed(Options options) {
    return options.number("--seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(SEED);
  }

  static int sensors(Options options) {
    return options.number("--sensors", 1, Town.MOST_SENSORS).orElse((long) Town.SENSORS).intValue();
  }

  static Set<Kind> kinds(Options options) {
    String given = options.text("--kinds").orElse("");
    if (given.isEmpty()) {
      return EnumSet.allOf(Kind.class);
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String id : given.split(",", -1)) {
      kinds.add(
          Kind.byId(id.strip())
              .orElseThrow(
                  () ->
                      new UsageException(
                          "There is no kind \"" + id + "\". Kinds: " + kindIds() + ".")));
    }
    return kinds;
  }

  /** An instant of the town's time, which has a beginning. */
  static Optional<Instant> instant(Options options, String name) {
    Optional<Instant> instant = options.instant(name);
    if (instant.isPresent() && instant.get().toEpochMilli() < Nature.BEGINNING) {
      throw new UsageException(
          name + " must not be before " + Instant.ofEpochMilli(Nature.BEGINNING) + ".");
    }
    return instant;
  }

  static String kindIds() {
    return Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(","));
  }
}
