package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Answers for the leaves of a protected dataset, each once: a value with noise, or that it is
 * withheld.
 *
 * <p>An answer is a function of the leaf, its exact contributions, the policies and the key.
 * Whether there is one, and when, is a function of the leaf, the policies and what was answered
 * before, so neither tells anything of the contributions.
 */
public final class Engine {

  private final PolicyHistory policies;
  private final NoiseKey key;

  public Engine(PolicyHistory policies, NoiseKey key) {
    this.policies = policies;
    this.key = key;
  }

  /**
   * An answer and what has to be remembered of it.
   *
   * @param after takes the place of the memory that the engine was given
   */
  public record Said(Answer answer, Memory after) {}

  /**
   * In how many leaves of its day a contributor to this one counts at most; none where nothing may
   * be told of it.
   */
  public OptionalInt mostLeaves(Leaf leaf, Instant now) {
    Optional<Rules> rules = policies.over(leaf, now).flatMap(PolicyHistory.InForce::rules);
    if (rules.isEmpty()) {
      return OptionalInt.empty();
    }
    Daily daily = rules.get().daily();
    return OptionalInt.of(daily == null ? Integer.MAX_VALUE : daily.leaves());
  }

  /** Who contributes, and where. */
  public Admission admission() {
    return new Admission(key, policies.family());
  }

  /** When a leaf is to be answered; absent where it is none of this dataset's. */
  public Optional<Instant> scheduled(Leaf leaf) {
    return policies.over(leaf).map(PolicyHistory.InForce::scheduled);
  }

  /** The name under which the releases of a leaf's series are kept. */
  public String releasesName(Leaf leaf) {
    return policies.family() + " " + leaf.series();
  }

  /** The name under which the ledger of a leaf's scope is kept; absent where it is none of ours. */
  public Optional<String> ledgerName(Leaf leaf) {
    return policies
        .over(leaf)
        .map(inForce -> Ledger.scope(policies.family(), leaf, inForce.unit()));
  }

  /**
   * The answer for a leaf. Ask for each that is declared when it is due, also where nothing was
   * contributed: that there is no answer would be one.
   *
   * @param now nothing is answered before it is due
   * @return nothing where it is not due, not declared, or was answered before
   */
  public Optional<Said> answer(Leaf leaf, Contributions exact, Memory before, Instant now) {
    return exact instanceof Silence || exact instanceof TooMany
        ? answer(leaf, before, now, rules -> Answer.WITHHELD)
        : answer(leaf, exact::totals, before, now);
  }

  Optional<Said> answer(Leaf leaf, Function<Rules, Totals> exact, Memory before, Instant now) {
    return answer(leaf, before, now, rules -> noisy(leaf, exact.apply(rules), rules));
  }

  private Optional<Said> answer(
      Leaf leaf, Memory before, Instant now, Function<Rules, Answer> answer) {
    return policies
        .over(leaf, now)
        .filter(inForce -> !now.isBefore(inForce.scheduled()))
        .filter(inForce -> !before.releases().touch(leaf.span()))
        .map(inForce -> say(leaf, before, inForce.rules(), answer));
  }

  private static Said say(
      Leaf leaf, Memory before, Optional<Rules> inForce, Function<Rules, Answer> answer) {
    Releases releases = before.releases().and(leaf.span());
    Optional<Ledger> paid = inForce.flatMap(before.ledger()::after);
    Answer told = paid.isPresent() ? inForce.map(answer).orElse(Answer.WITHHELD) : Answer.WITHHELD;
    return new Said(told, new Memory(releases, paid.orElse(before.ledger())));
  }

  private Answer noisy(Leaf leaf, Totals exact, Rules rules) {
    Noise noise = rules.noise();
    Disclosure disclosure = new Disclosure(rules);
    long value = Math.addExact(exact.value(), draw(leaf, "value", noise.valueScale(rules.unit())));
    if (rules.unit().isCounted()) {
      return disclosure.tell(value, value);
    }
    Ratio groupScale = noise.groupScale(rules.unit());
    return disclosure.tell(Math.addExact(exact.group(), draw(leaf, "group", groupScale)), value);
  }

  private long draw(Leaf leaf, String question, Ratio scale) {
    return DiscreteLaplace.draw(
        key.bits("bypuls noise 1", policies.family(), leaf.name(), question), scale);
  }
}
