package dk.bypuls.bench.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Coarser;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.bench.privacy.Crowd.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.PolicyHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The attacks that {@code ./bypuls bench privacy} plays against the running aggregator, against the
 * engine by itself and against cities that make a mistake (I5).
 */
class AttackTest {

  private static final Crowd CROWD = new Crowd(Instant.parse("2026-06-01T22:00:00Z"), 192);
  private static final List<Told> OURS = ours();

  @ParameterizedTest
  @EnumSource
  void findsNothingOfOurs(Attack attack) {
    assertThat(new Trial(CROWD, OURS).of(attack).claims()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void findsOutWhereThereIsAMistake(Weakened mistake) {
    Trial.Outcome outcome = new Trial(CROWD, mistake.of(OURS, CROWD)).of(mistake.foundBy());

    assertThat(outcome.claims()).isPositive();
    assertThat(outcome.right()).isGreaterThanOrEqualTo((long) (0.9 * outcome.claims()));
  }

  @Test
  void thereIsSomethingToFind() {
    Trial trial = new Trial(CROWD, OURS);

    assertThat(trial.withheld()).isBetween(trial.leaves() / 10, trial.leaves() / 2);
    assertThat(trial.widthOfWithheld()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void whatIsToldIsAsLikelyWithOneMoreAsIsStated() {
    assertThat(new Trial(CROWD, OURS).observedEpsilon()).isBetween(0.3, 1.0);
  }

  /** What the engine tells, and what is made of it. */
  private static List<Told> ours() {
    Engine engine =
        new Engine(PolicyHistory.of(Crowd.policy()), new NoiseKey(new byte[NoiseKey.BYTES]));
    List<Told> told = new ArrayList<>();
    Map<String, Coarser> sums = new TreeMap<>();
    for (Map.Entry<Cell, Long> each : CROWD.truth().entrySet()) {
      Cell cell = each.getKey();
      Leaf leaf = new Leaf(Crowd.policy().grain(), cell.area(), Crowd.QUANTITY, cell.start());
      Answer answer =
          engine
              .answer(leaf, new Passages(each.getValue()), Memory.NONE, leaf.span().end())
              .orElseThrow()
              .answer();
      told.add(told(cell.area(), Resolution.PT15M, cell.start(), Coarser.NONE.and(answer)));
      for (String area : List.of(cell.area(), "10km_all")) {
        Instant hour = Resolution.PT1H.spanAt(cell.start()).start();
        sums.merge(area + " " + hour, Coarser.NONE.and(answer), (sum, more) -> sum.and(answer));
      }
    }
    sums.forEach(
        (key, sum) ->
            told.add(
                told(
                    key.substring(0, key.indexOf(' ')),
                    Resolution.PT1H,
                    Instant.parse(key.substring(key.indexOf(' ') + 1)),
                    sum)));
    return told;
  }

  private static Told told(String area, Resolution resolution, Instant start, Coarser sum) {
    OptionalLong value = sum.value();
    return new Told(
        Told.OUR_TREE,
        area,
        resolution,
        start,
        value.isPresent() ? Window.Status.COMPLETE : Window.Status.SUPPRESSED,
        1,
        value);
  }
}
