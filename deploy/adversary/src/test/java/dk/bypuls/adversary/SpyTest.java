package dk.bypuls.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.adversary.Crowd.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The adversary at the open side, at cities that make a mistake: it finds each (I5). At a city that
 * runs it finds nothing; that is proven end to end.
 */
class SpyTest {

  private static final Crowd CROWD = new Crowd(Instant.parse("2026-06-02T08:00:00Z"), 24, 20);
  private static final List<Told> OURS = EngineCity.of(CROWD);
  private static final Door HONEST = new ToldDoor(time -> OURS);
  private static final Spy SPY = Spy.at(HONEST, Crowd.DATASET);

  @ParameterizedTest
  @EnumSource
  void findsNothingOfOurs(Attack attack) {
    assertThat(SPY.claims(attack)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT_PARENTS", "RUNNING_COUNTS", "REVISIONS", "SILENT_EMPTY_SQUARES"})
  void findsOutWhereThereIsAMistake(Weakened mistake) {
    List<Told> told = mistake.of(OURS, CROWD);
    Spy spy = Spy.at(new ToldDoor(time -> told), Crowd.DATASET);

    Trial trial = new Trial(CROWD, spy.told().getOrDefault(Crowd.QUANTITY, List.of()));
    for (Attack attack : mistake.foundBy()) {
      Trial.Outcome outcome = trial.of(attack);
      assertThat(outcome.claims()).as("%s", attack).isPositive();
      assertThat(outcome.right()).isGreaterThanOrEqualTo((long) (0.9 * outcome.claims()));
    }
  }

  @Test
  void findsOutWhereNoiseIsDrawnForEachQuestion() {
    Spy spy = Spy.at(new ToldDoor(time -> redrawn(new Random(time))), Crowd.DATASET);

    Trial.Outcome outcome =
        new Trial(CROWD, spy.told().getOrDefault(Crowd.QUANTITY, List.of())).of(Attack.AVERAGING);
    assertThat(outcome.claims()).isPositive();
    assertThat(outcome.right()).isGreaterThanOrEqualTo((long) (0.9 * outcome.claims()));
  }

  private static List<Told> redrawn(Random chance) {
    return OURS.stream()
        .filter(Told::isLeaf)
        .filter(each -> exact(each) > 0)
        .filter(each -> each.start().isAfter(CROWD.to().minus(Duration.ofMinutes(61))))
        .map(each -> each.with(exact(each) + chance.nextInt(3) - 1))
        .toList();
  }

  private static long exact(Told each) {
    return CROWD.truth().getOrDefault(each.cell(), 0L);
  }

  @Test
  void seesNothingBesideTheAnswers() {
    assertThat(channels(reply -> reply, Duration.ZERO).findings(Set.of("bench-secret"))).isEmpty();
  }

  @Test
  void seesHeadersThatDiffer() {
    assertThat(channels(SpyTest::counted, Duration.ZERO).ofShape()).isNotEmpty();
  }

  @Test
  void seesTagsThatMoveByThemselves() {
    assertThat(channels(new Tagging(), Duration.ZERO).ofTags()).isNotEmpty();
  }

  @Test
  void seesWhatTakesLonger() {
    assertThat(channels(reply -> reply, Duration.ofMillis(40)).ofTime()).isNotEmpty();
  }

  @Test
  void seesWhatIsRefusedOtherwise() {
    assertThat(channels(SpyTest::talkative, Duration.ZERO).ofStrangers(Set.of("bench-secret")))
        .isNotEmpty();
  }

  private static Channels channels(UnaryOperator<Seen> mistake, Duration forEachThatIsNot) {
    Door leaking = new LeakingDoor(HONEST, mistake, forEachThatIsNot);
    return new Channels(leaking, Crowd.DATASET, SPY);
  }

  /** A question, its answer and how many passed truly, of a cell that is withheld; else -1. */
  private record Seen(String path, Door.Reply reply, long truly) {

    Seen with(String header, String value) {
      Map<String, List<String>> headers = new HashMap<>(reply.headers());
      headers.put(header, List.of(value));
      return new Seen(
          path, new Door.Reply(reply.status(), headers, reply.body(), reply.took()), truly);
    }

    Seen withBody(String body) {
      return new Seen(
          path, new Door.Reply(reply.status(), reply.headers(), body, reply.took()), truly);
    }
  }

  /** An answer that is longer where there was more. */
  private static Seen counted(Seen seen) {
    return seen.truly() < 0 ? seen : seen.with("x-rows", Long.toString(seen.truly()));
  }

  /** A refusal that differs where there is something. */
  private static Seen talkative(Seen seen) {
    return seen.path().contains("bench-secret") ? seen.withBody("not for you") : seen;
  }

  /** A tag that is another whenever somebody came of whom nothing is told. */
  private static final class Tagging implements UnaryOperator<Seen> {
    private int came;

    @Override
    public Seen apply(Seen seen) {
      // The second of two questions finds what came between them.
      return seen.truly() < 0 ? seen : seen.with("etag", "tag-" + came++ / 2);
    }
  }

  /** A door at which a mistake is made with what is withheld. */
  private record LeakingDoor(Door door, UnaryOperator<Seen> mistake, Duration longer)
      implements Door {

    @Override
    public Reply ask(String path) {
      Reply reply = door.ask(path);
      long truly =
          Sight.in(reply.body()).stream()
              .filter(Sight::isWithheld)
              .map(Sight::told)
              .map(told -> new Cell(told.area(), told.start()))
              .mapToLong(cell -> CROWD.truth().getOrDefault(cell, -1L))
              .findFirst()
              .orElse(-1);
      Reply answer = mistake.apply(new Seen(path, reply, truly)).reply();
      Duration took = answer.took().plus(truly > 0 ? longer : Duration.ZERO);
      return new Reply(answer.status(), answer.headers(), answer.body(), took);
    }

    @Override
    public List<Heard> listen(String path, @Nullable String since) {
      return door.listen(path, since);
    }
  }
}
