package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.grid.GridTree;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Floor;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.policy.TooLoose;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads how a dataset about people is protected, and refuses what is below its class's floor. */
final class PolicyReader {

  /** The readings that a leaf is made of are kept for a week after it. */
  static final Duration LONGEST_DELAY = Duration.ofDays(7);

  /** As deep as named areas may be within each other. */
  private static final int INNERMOST = 99;

  /** One passage is in one leaf, so quantities of a tree may not count the same. */
  private static final String ALL_VEHICLES = "vehicle-count";

  private static final List<String> VEHICLES = List.of("car-count", "truck-count", "bicycle-count");

  /** What comes of a leaf is a number of units, or what they add up to. */
  private static final Set<Kind> PROTECTED = Set.of(Kind.AMOUNT, Kind.COUNTER, Kind.IDENTITY);

  private static final int MOST_LEAVES = 1_000;

  private static final List<String> UNITS =
      Arrays.stream(GroupUnit.values()).map(GroupUnit::id).toList();
  private static final List<String> RESOLUTIONS =
      Resolution.all().stream().map(Resolution::name).toList();

  /** What a floor calls a field, and what it is called in a file. */
  private static final Map<String, String> KEYS =
      Map.of(
          "unit", "unit",
          "smallestGroup", "smallestGroup",
          "largestShare", "largestShare",
          "grain.resolution", "resolution",
          "noise.epsilon", "epsilon",
          "tellsZero", "tellsZero",
          "daily", "dailyEpsilon",
          "daily.budget", "dailyEpsilon",
          "privacyClass", "version");

  private final String dataset;
  private final PrivacyClass privacyClass;
  private final List<Quantity> quantities;
  private final @Nullable GridTree cells;

  PolicyReader(
      String dataset,
      PrivacyClass privacyClass,
      List<String> quantities,
      @Nullable GridTree cells) {
    this.dataset = dataset;
    this.privacyClass = privacyClass;
    this.quantities = quantities.stream().map(Quantities::of).toList();
    this.cells = cells;
  }

  /** The versions that a dataset has; absent where it has none. */
  @Nullable List<Policy> read(Entry entry) {
    List<Entry> entries = entry.parts("policies", Part.POLICY);
    if (entries.isEmpty()) {
      return null;
    }
    checkDataset(entry.has("cells") != entry.has("areas"), entry::wrong);
    if (!isAboutPeople()) {
      return null;
    }
    List<Policy> policies = new ArrayList<>();
    for (Entry version : entries) {
      Policy policy =
          policy(
              version,
              version.value("version", 1, PolicyReader::number),
              version.value("from", Instant.EPOCH, Scalars::instant));
      if (policy != null) {
        policies.add(policy);
      }
    }
    if (policies.size() == entries.size()) {
      checkHistory(entry, policies);
    }
    return policies;
  }

  /**
   * One that stands by itself, for a dataset that is registered; absent where it is wrong. When it
   * is in force need not be said.
   */
  @Nullable Policy readAlone(Entry entry, Dataset registered) {
    checkDataset(
        (registered.cells() == null) != (registered.areas() == null),
        (key, message) ->
            entry.wrong(entry.spot(), "%s of the dataset: %s".formatted(key, message)));
    return isAboutPeople()
        ? policy(
            entry,
            entry.optionalValue("version", 1, PolicyReader::number),
            entry.optionalValue("from", Instant.EPOCH, Scalars::instant))
        : null;
  }

  private static int number(String text) {
    return Scalars.whole(text, 1, 10_000);
  }

  /** Whether it tells how many distinct devices there were. */
  private boolean isOfHashes() {
    return quantities.stream().anyMatch(quantity -> quantity.kind() == Kind.IDENTITY);
  }

  private List<String> ids() {
    return quantities.stream().map(Quantity::id).toList();
  }

  private boolean isAboutPeople() {
    return privacyClass != PrivacyClass.OPEN && privacyClass != PrivacyClass.INTERNAL;
  }

  private void checkDataset(boolean hasOneTree, BiConsumer<String, String> wrong) {
    if (!isAboutPeople()) {
      wrong.accept(
          "policies",
          "only a crowd or household dataset has policies; an open one is told as it is, and an"
              + " internal one is not told");
      return;
    }
    if (!hasOneTree) {
      wrong.accept(
          "policies",
          "a protected dataset has one tree of areas: cells, or areas, and not both; what is told"
              + " of two that overlap can be subtracted");
    }
    for (Quantity quantity : quantities) {
      if (!PROTECTED.contains(quantity.kind())) {
        wrong.accept(
            "quantities",
            "%s cannot be protected: a policy protects what can be added up, counts and consumption; take it out"
                .formatted(quantity.id()));
      }
    }
    if (isOfHashes() && quantities.size() > 1) {
      wrong.accept(
          "quantities",
          "%s is counted in devices and the others are not; write another dataset for the others"
              .formatted(Quantities.CONTRIBUTOR));
    }
    List<String> ids = ids();
    if (ids.contains(ALL_VEHICLES) && ids.stream().anyMatch(VEHICLES::contains)) {
      wrong.accept(
          "quantities",
          "%s has those of %s in it, so each could be subtracted from the other; keep either"
              .formatted(ALL_VEHICLES, String.join(", ", VEHICLES)));
    }
    if (privacyClass == PrivacyClass.HOUSEHOLD && quantities.size() > 1) {
      wrong.accept(
          "quantities",
          "a household dataset with a policy has one quantity, whose cap and budget it is; write"
              + " another dataset for the others");
    }
  }

  private @Nullable Policy policy(Entry entry, int version, Instant from) {
    GroupUnit unit = entry.value("unit", GroupUnit.PASSAGE, PolicyReader::unit);
    if (!Floor.of(privacyClass).smallestGroups().containsKey(unit)) {
      entry.wrong(
          "unit",
          "unit: groups of a %s dataset are not of %s".formatted(privacyClass.id(), unit.id()));
      return null;
    }
    if (isOfHashes() != (unit == GroupUnit.HASH)) {
      entry.wrong(
          "unit",
          isOfHashes()
              ? "unit: %s is counted in hashes; write unit: hash".formatted(Quantities.CONTRIBUTOR)
              : "unit: hash counts distinct devices, which only %s says; the quantities of the dataset are %s"
                  .formatted(Quantities.CONTRIBUTOR, String.join(", ", ids())));
      return null;
    }
    try {
      Rules rules = rules(entry, unit);
      Policy policy = new Policy(dataset, version, from, grain(entry), rules);
      for (TooLoose loose : Floor.of(privacyClass).check(policy)) {
        String key = KEYS.getOrDefault(loose.field(), "version");
        entry.wrong(
            key,
            "%s: below the floor of a %s dataset; %s"
                .formatted(key, privacyClass.id(), loose.message()));
      }
      return policy;
    } catch (IllegalArgumentException e) {
      entry.wrong("version", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Rules rules(Entry entry, GroupUnit unit) {
    return new Rules(
        unit,
        entry.value("smallestGroup", 1_000, text -> Scalars.whole(text, 1, 1_000_000)),
        entry.optionalValue("largestShare", defaultShare(), PolicyReader::thousandths),
        new Noise(
            entry.value("epsilon", Ratio.of(1, 1), PolicyReader::fraction),
            unit.isCounted() ? 1 : entry.value("cap", 1L, this::scaled)),
        entry.optionalValue("rounding", 1L, this::scaled),
        entry.has("bands") ? bands(entry) : null,
        entry.optionalValue("delay", Duration.ZERO, PolicyReader::delay),
        dropped(entry),
        entry.flag("tellsZero"),
        daily(entry, unit));
  }

  private int defaultShare() {
    return Floor.of(privacyClass).largestShare();
  }

  private static GroupUnit unit(String text) {
    for (GroupUnit unit : GroupUnit.values()) {
      if (unit.id().equals(text)) {
        return unit;
      }
    }
    throw new IllegalArgumentException(
        "%s is no unit of groups%s; it is one of %s"
            .formatted(text, Nearest.hint(text, UNITS), String.join(", ", UNITS)));
  }

  private static int thousandths(String text) {
    BigDecimal share = Scalars.number(text).movePointRight(3);
    if (share.signum() <= 0 || share.compareTo(BigDecimal.valueOf(Rules.WHOLE)) > 0) {
      throw new IllegalArgumentException(text + " is no share; write such as 0.5");
    }
    return share.intValueExact();
  }

  /** A fraction such as 1/4, or a whole number. */
  private static Ratio fraction(String text) {
    try {
      return text.contains("/") ? Ratio.parse(text.replace(" ", "")) : Ratio.parse(text + "/1");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " is no fraction; write such as 1/4 or 2", e);
    }
  }

  /** A value in the unit of the quantities, in their last decimal place. */
  private long scaled(String text) {
    int scale = quantities.stream().mapToInt(Quantity::scale).max().orElse(0);
    return Scalars.number(text).movePointRight(scale).longValueExact();
  }

  private Bands bands(Entry entry) {
    List<Long> bounds = new ArrayList<>();
    for (Word word : entry.words("bands")) {
      bounds.add(scaled(word.text()));
    }
    return new Bands(bounds);
  }

  private static Duration delay(String text) {
    Duration delay = Scalars.duration(text);
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(text + " is not between PT0S and P7D");
    }
    return delay;
  }

  private Set<String> dropped(Entry entry) {
    Set<String> dropped = new TreeSet<>();
    List<String> known = ids();
    for (Word word : entry.words("dropped")) {
      if (!known.contains(word.text())) {
        entry.wrong(
            word.spot(),
            "this dataset has no %s%s".formatted(word.text(), Nearest.hint(word.text(), known)));
      }
      dropped.add(word.text());
    }
    return dropped;
  }

  private static @Nullable Daily daily(Entry entry, GroupUnit unit) {
    if (unit == GroupUnit.HASH) {
      return dailyOfHashes(entry);
    }
    if (entry.has("dailyLeaves")) {
      throw new IllegalArgumentException(
          "dailyLeaves: only of hashes, which go from area to area; leave it out");
    }
    if (!entry.has("dailyEpsilon")) {
      return null;
    }
    if (unit != GroupUnit.HOUSEHOLD) {
      throw new IllegalArgumentException(
          "dailyEpsilon: only of households and hashes; a passage is nobody's, so nothing is known of a day");
    }
    return new Daily(entry.value("dailyEpsilon", Ratio.ZERO, PolicyReader::fraction), 1);
  }

  /** Whoever can be told apart all day can be followed: how far is always decided. */
  private static Daily dailyOfHashes(Entry entry) {
    Ratio budget = entry.value("dailyEpsilon", Ratio.ZERO, PolicyReader::fraction);
    int leaves =
        entry.value("dailyLeaves", MOST_LEAVES, text -> Scalars.whole(text, 1, MOST_LEAVES));
    if (entry.has("epsilon") && entry.has("dailyEpsilon") && entry.has("dailyLeaves")) {
      Ratio spent = entry.value("epsilon", Ratio.of(1, 1), PolicyReader::fraction).times(leaves);
      if (spent.compareTo(budget) > 0) {
        entry.wrong(
            "dailyLeaves",
            "dailyLeaves: %d leaves of this epsilon come to %s, more than dailyEpsilon %s, so nothing would be told; allow fewer leaves"
                .formatted(leaves, spent, budget));
      }
    }
    return new Daily(budget, leaves);
  }

  private Grain grain(Entry entry) {
    Resolution resolution = entry.value("resolution", Resolution.P1M, PolicyReader::resolution);
    if (cells == null) {
      if (entry.has("cell")) {
        entry.wrong("cell", "only a dataset with cells has squares; leave it out");
      }
      return new Grain(AreaTree.key(dataset, AreaTree.NAMED), INNERMOST, resolution);
    }
    List<String> sizes = cells.sizes();
    int depth =
        entry.optionalValue(
            "cell",
            sizes.size() - 1,
            text -> {
              int place = sizes.indexOf(text);
              if (place < 0) {
                throw new IllegalArgumentException(
                    "%s is no size of these squares; write %s"
                        .formatted(text, String.join(" or ", sizes)));
              }
              return place;
            });
    return new Grain(AreaTree.key(dataset, cells.id()), depth, resolution);
  }

  private static Resolution resolution(String text) {
    return Resolution.find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is no resolution%s; it is one of %s"
                        .formatted(
                            text,
                            Nearest.hint(text, RESOLUTIONS),
                            String.join(", ", RESOLUTIONS))));
  }

  private static void checkHistory(Entry entry, List<Policy> policies) {
    boolean numbered =
        IntStream.range(0, policies.size()).allMatch(i -> policies.get(i).version() == i + 1);
    if (!numbered) {
      entry.wrong("policies", "versions are numbered 1, 2, 3 …, oldest first");
      return;
    }
    try {
      new PolicyHistory(policies);
    } catch (IllegalArgumentException e) {
      entry.wrong("policies", String.valueOf(e.getMessage()));
    }
  }
}
