package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies, leaves and keys that tests begin with. */
final class Examples {

  static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
  static final Instant LONG_AFTER = NOON.plus(Duration.ofDays(400));
  static final Grain QUARTERS = new Grain("lille-people/100m", 2, Resolution.PT15M);
  static final Grain HOURS = new Grain("lille-people/100m", 2, Resolution.PT1H);
  static final NoiseKey KEY = key("a key for tests");

  private Examples() {}

  static NoiseKey key(String seed) {
    return new NoiseKey(Arrays.copyOf(seed.getBytes(StandardCharsets.UTF_8), NoiseKey.BYTES));
  }

  /** Counted passages: ten at least, epsilon 1, nothing else. */
  static Rules passages() {
    return crowd(GroupUnit.PASSAGE, 10, Ratio.of(1, 1), null);
  }

  static Rules crowd(GroupUnit unit, int smallest, Ratio epsilon, @Nullable Daily daily) {
    return new Rules(
        unit, smallest, 500, new Noise(epsilon, 1), 1, null, Duration.ZERO, Set.of(), false, daily);
  }

  /** Ten households, none with more than a quarter, in whole units of at most 100 each. */
  static Rules households() {
    return new Rules(
        GroupUnit.HOUSEHOLD,
        10,
        250,
        new Noise(Ratio.of(1, 12), 100),
        1,
        null,
        Duration.ofDays(1),
        Set.of(),
        false,
        new Daily(Ratio.of(2, 1), 25));
  }

  static Policy policy(int version, Instant from, Grain grain, Rules rules) {
    return new Policy("lille-people", version, from, grain, rules);
  }

  static PolicyHistory always(Grain grain, Rules rules) {
    return PolicyHistory.of(policy(1, Instant.EPOCH, grain, rules));
  }

  static Engine engine(Grain grain, Rules rules) {
    return new Engine(always(grain, rules), KEY);
  }

  static Leaf leaf(Grain grain, String area, Instant start) {
    return new Leaf(grain, area, "people", start);
  }

  /** The leaf that is so many quarters after noon. */
  static Leaf quarter(String area, int number) {
    return leaf(QUARTERS, area, NOON.plus(Duration.ofMinutes(15L * number)));
  }

  static Rules with(Rules rules, long rounding, @Nullable Bands bands, Duration delay) {
    return new Rules(
        rules.unit(),
        rules.smallestGroup(),
        rules.largestShare(),
        rules.noise(),
        rounding,
        bands,
        delay,
        rules.dropped(),
        rules.tellsZero(),
        rules.daily());
  }

  static Rules tellingZero(Rules rules) {
    return new Rules(
        rules.unit(),
        rules.smallestGroup(),
        rules.largestShare(),
        rules.noise(),
        rules.rounding(),
        rules.bands(),
        rules.delay(),
        rules.dropped(),
        true,
        rules.daily());
  }

  static Rules dropping(Rules rules, String category) {
    return new Rules(
        rules.unit(),
        rules.smallestGroup(),
        rules.largestShare(),
        rules.noise(),
        rules.rounding(),
        rules.bands(),
        rules.delay(),
        Set.of(category),
        rules.tellsZero(),
        rules.daily());
  }

  /** What an engine that remembers nothing says of a leaf, long after it is due. */
  static Answer answer(Engine engine, Leaf leaf, Contributions exact) {
    return engine.answer(leaf, exact, Memory.NONE, LONG_AFTER).orElseThrow().answer();
  }
}
