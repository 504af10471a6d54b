package dk.bypuls.api.history;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Parameters;
import java.util.List;

/**
 * Which rows a question is answered with: the windows that are there, those and what is missing, or
 * as many as a curve needs.
 *
 * @param gaps whether cells without a window are told too
 * @param points at most so many rows of each series; 0 for all
 */
record View(boolean gaps, int points) {

  /** The parameters it is read from. */
  static final List<String> PARAMETERS = List.of("gaps", "points");

  /** The windows that are there. */
  static final View PLAIN = new View(false, 0);

  private static final int FEWEST_POINTS = 4;
  private static final int MOST_POINTS = 20_000;

  static View of(Parameters asked) {
    String gaps = asked.one("gaps").orElse("false");
    if (!List.of("true", "false").contains(gaps)) {
      throw Problem.badRequest("\"gaps\" is true or false.").asException();
    }
    View view =
        new View(
            gaps.equals("true"),
            asked.one("points").isPresent()
                ? asked.number("points", FEWEST_POINTS, FEWEST_POINTS, MOST_POINTS)
                : 0);
    if (view.gaps && view.points > 0) {
      throw Problem.badRequest(
              "\"points\" chooses among windows, and \"gaps\" tells where there are none: ask for"
                  + " one of them.")
          .asException();
    }
    if (view.gaps && asked.one("as_of").isPresent()) {
      throw Problem.badRequest("\"gaps=true\" tells what is missing now: leave out \"as_of\".")
          .asException();
    }
    if (view.gaps && asked.one("flags").isPresent()) {
      throw Problem.badRequest(
              "What is not there has no flags: ask for one of \"gaps\" and \"flags\".")
          .asException();
    }
    return view;
  }

  /** Whether its range must have an end, so that all pages have the same. */
  boolean needsEnd() {
    return gaps || points > 0;
  }

  /** One text for equal views. */
  String canonical() {
    return equals(PLAIN) ? "" : " gaps=" + gaps + " points=" + points;
  }
}
