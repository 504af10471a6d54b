package dk.bypuls.api.admin;

import dk.bypuls.api.problem.Problem;

/** How much one page of an answer may hold. */
final class Pages {

  static final int MOST = 10_000;

  private Pages() {}

  static int limit(int asked) {
    if (asked < 1 || asked > MOST) {
      throw Problem.badRequest("limit is between 1 and " + MOST + ".").asException();
    }
    return asked;
  }
}
