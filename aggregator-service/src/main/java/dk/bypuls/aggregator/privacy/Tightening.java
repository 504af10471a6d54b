package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Rules;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of answers that are out when a stricter policy comes. They are made coarser or
 * withdrawn; nothing exact is looked at again, which is why nothing exact is asked for here.
 *
 * @param toldUnder the rules that the answers were told under
 * @param later the stricter policy
 */
public record Tightening(Rules toldUnder, Policy later) {

  /**
   * The answer in the place of one that is out: the same, a coarser one, or {@link Answer#WITHHELD}
   * where it is withdrawn. A looser policy changes nothing.
   *
   * @param now what the later policy would not have told yet is withdrawn, and stays so
   */
  public Answer of(Leaf leaf, Answer told, Instant now) {
    Optional<Rules> both = toldUnder.strictest(later.rules());
    return both.isPresent() && mayStay(leaf, both.get(), now)
        ? coarser(told, both.get())
        : Answer.WITHHELD;
  }

  private boolean mayStay(Leaf leaf, Rules both, Instant now) {
    // More noise, or of households a larger group, cannot be had without asking anew.
    return leaf.grain().isNoFinerThan(later.grain())
        && both.noise().equals(toldUnder.noise())
        && (both.unit().isCounted() || both.smallestGroup() == toldUnder.smallestGroup())
        && (both.daily() == null || both.daily().equals(toldUnder.daily()))
        && !both.dropped().contains(leaf.category())
        && !now.isBefore(leaf.span().end().plus(both.delay()));
  }

  private Answer coarser(Answer told, Rules both) {
    if (told instanceof Answer.Value value) {
      // Only what was told as nothing is 0.
      return value.value() == 0 ? new Disclosure(both).tell(0, 0) : again(value.value(), both);
    }
    if (told instanceof Answer.Band band) {
      boolean mayBeZero = band.from() == 0 && toldUnder.tellsZero();
      return mayBeZero && !both.tellsZero() ? Answer.WITHHELD : again(band.from(), both);
    }
    return Answer.WITHHELD;
  }

  /** Only what became stricter is asked again: a rounded value may be below what it passed. */
  private Answer again(long told, Rules both) {
    Disclosure disclosure = new Disclosure(both);
    boolean isLarge =
        both.smallestGroup() == toldUnder.smallestGroup() || disclosure.isLargeEnough(told);
    boolean isShared =
        both.largestShare() == toldUnder.largestShare() || !disclosure.oneMayDominate(told);
    return isLarge && isShared ? disclosure.shown(told) : Answer.WITHHELD;
  }
}
