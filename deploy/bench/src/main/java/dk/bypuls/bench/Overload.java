package dk.bypuls.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of a city that was asked for too much.
 *
 * @param perSecond how often it was asked
 * @param answers how many had each status
 * @param refusals how many milliseconds each took, by its status
 * @param quiet live's milliseconds from append to client before it
 * @param flooded the same meanwhile
 * @param recovered after how long history was answered again
 */
record Overload(
    double perSecond,
    Map<String, Long> answers,
    Map<String, List<Double>> refusals,
    double quiet,
    double flooded,
    Duration recovered) {

  /** Within that time all has to be as before. */
  static final Duration RECOVERY = Duration.ofSeconds(10);

  private static final double ALMOST_ALL = 0.99;
  private static final int MOST_SLOWER = 3;

  void say(Rounds rounds) {
    rounds.say("asked %.0f times a second, answered %s", perSecond, answers);
    refusals.forEach(
        (status, took) ->
            rounds.say(
                "a refusal with %s took %.1f ms (median), %.1f ms (p99)",
                status, Quantile.median(took), Quantile.of(took, ALMOST_ALL)));
    rounds.say(
        "live p99 from append to client: %.0f ms quiet, %.0f ms flooded: %.2f (goal at most %d)",
        quiet, flooded, flooded / quiet, MOST_SLOWER);
    rounds.say("history answered again after %d ms", recovered.toMillis());
  }

  /**
   * Fails where it did not go as it should.
   *
   * @param ends why live ended for who listened, each time that it did
   */
  void judge(List<String> ends) {
    boolean refusedPolitely =
        answers.keySet().stream().allMatch(List.of("200", "429", "503")::contains)
            && !refusals.isEmpty();
    if (!ends.isEmpty() || !refusedPolitely) {
      throw new IllegalStateException("live ended, or something else than 429 and 503 was said");
    }
    if (flooded > MOST_SLOWER * quiet || recovered.compareTo(RECOVERY) > 0) {
      throw new IllegalStateException("live was slower, or history came back later, than the goal");
    }
  }
}
