package dk.bypuls.api.allowance;

import static dk.bypuls.api.allowance.FairLine.Entry.ASKER_HAS_ENOUGH;
import static dk.bypuls.api.allowance.FairLine.Entry.CLOSED;
import static dk.bypuls.api.allowance.FairLine.Entry.FULL;
import static dk.bypuls.api.allowance.FairLine.Entry.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairLineTest {

  private static final Asker EAGER = new Asker("eager", false);
  private static final Asker MODEST = new Asker("modest", false);

  private final Deque<Runnable> workers = new ArrayDeque<>();
  private final List<String> answered = new ArrayList<>();

  @Test
  void whoAsksOnceIsNotBehindAllOfWhoAsksOften() {
    // Given
    FairLine line = new FairLine(workers::add, 1, 100, 100);
    for (int i = 0; i < 5; i++) {
      enter(line, EAGER);
    }

    // When
    enter(line, MODEST);
    workers.remove().run();

    // Then
    assertThat(answered).containsExactly("eager", "modest", "eager", "eager", "eager", "eager");
  }

  @Test
  void refusesWhoHasEnoughInItAndEverybodyWhenItIsFull() {
    // Given
    FairLine line = new FairLine(workers::add, 1, 4, 3);

    // When
    List<FairLine.Entry> entries =
        List.of(
            enter(line, EAGER),
            enter(line, EAGER),
            enter(line, EAGER),
            enter(line, EAGER),
            enter(line, MODEST),
            enter(line, MODEST));

    // Then
    assertThat(entries).containsExactly(TAKEN, TAKEN, TAKEN, ASKER_HAS_ENOUGH, TAKEN, FULL);
  }

  @Test
  void whatWasBegunGoesOnWhoeverElseWaits() {
    // Given
    FairLine line = new FairLine(workers::add, 1, 1, 1);
    enter(line, EAGER);

    // When
    boolean goesOn = line.goOn(EAGER, () -> answered.add("the rest"));
    FairLine.Entry another = enter(line, MODEST);
    workers.remove().run();

    // Then
    assertThat(goesOn).isTrue();
    assertThat(another).isEqualTo(FULL);
    assertThat(answered).containsExactly("eager", "the rest");
  }

  @Test
  void saysSoWhereNobodyAnswersAnyMore() {
    // Given
    FairLine line =
        new FairLine(
            work -> {
              throw new RejectedExecutionException("stopping");
            },
            2,
            2,
            1);

    // When
    List<FairLine.Entry> entries =
        List.of(enter(line, EAGER), enter(line, EAGER), enter(line, MODEST));
    boolean goesOn = line.goOn(EAGER, () -> answered.add("the rest"));

    // Then nothing waits for an answer that does not come
    assertThat(entries).containsOnly(CLOSED);
    assertThat(goesOn).isFalse();
    assertThat(answered).isEmpty();
  }

  /** However it is entered, all that was taken is answered once, and turns go round. */
  @Property(tries = 200)
  void answersAllAndLetsAskersTakeTurns(
      @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> asked,
      @ForAll @IntRange(min = 1, max = 3) int atOnce) {
    // Given
    workers.clear();
    answered.clear();
    FairLine line = new FairLine(workers::add, atOnce, 1_000, 1_000);
    asked.forEach(who -> enter(line, new Asker(who.toString(), false)));

    // When
    int started = workers.size();
    while (!workers.isEmpty()) {
      workers.remove().run();
    }

    // Then
    assertThat(started).isEqualTo(Math.min(asked.size(), atOnce));
    assertThat(answered)
        .containsExactlyInAnyOrderElementsOf(asked.stream().map(String::valueOf).toList());
    assertThat(mostTurnsAhead()).isLessThanOrEqualTo(1);
  }

  /** How many turns an asker had at most more than another that still waited. */
  private long mostTurnsAhead() {
    Map<String, Long> turns = new HashMap<>();
    long most = 0;
    for (int at = 0; at < answered.size(); at++) {
      long own = turns.merge(answered.get(at), 1L, Long::sum);
      long fewest =
          answered.subList(at + 1, answered.size()).stream()
              .mapToLong(waiting -> turns.getOrDefault(waiting, 0L))
              .min()
              .orElse(Long.MAX_VALUE);
      most = Math.max(most, own - fewest);
    }
    return most;
  }

  private FairLine.Entry enter(FairLine line, Asker asker) {
    return line.enter(asker, () -> answered.add(asker.name()));
  }
}
