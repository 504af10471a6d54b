package dk.bypuls.api.history;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rows must be like to be wanted.
 *
 * @param statuses as they are written; absent for all
 * @param flags bits of which a window has one; 0 where it does not matter
 * @param unflagged whether windows without any flag are wanted, alone or beside those with flags
 */
record Traits(@Nullable Set<String> statuses, int flags, boolean unflagged) {

  /** The parameters it is read from. */
  static final List<String> PARAMETERS = List.of("status", "flags");

  /** All rows. */
  static final Traits ANY = new Traits(null, 0, false);

  private static final List<String> OF_WINDOWS =
      List.of(Window.Status.COMPLETE.json(), Window.Status.SUPPRESSED.json());
  private static final List<String> OF_CELLS =
      List.of(Window.Status.COMPLETE.json(), Window.Status.SUPPRESSED.json(), "missing", "not-yet");
  private static final String NONE = "none";

  /** Reads it; what is missing can be asked for only together with gaps. */
  static Traits of(Parameters asked, boolean gaps) {
    List<String> statuses = asked.many("status");
    statuses.forEach(
        status -> {
          if (!gaps && OF_CELLS.contains(status) && !OF_WINDOWS.contains(status)) {
            throw Problem.badRequest(
                    "\"status=%s\" is of cells without a window: ask with gaps=true."
                        .formatted(status))
                .asException();
          }
          Parameters.requireKnown("status", status, gaps ? OF_CELLS : OF_WINDOWS);
        });
    List<String> known = new ArrayList<>(List.of(NONE));
    Arrays.stream(Flag.values()).map(Flag::json).forEach(known::add);
    int flags = 0;
    boolean unflagged = false;
    for (String name : asked.many("flags")) {
      Parameters.requireKnown("flag", name, known);
      unflagged |= name.equals(NONE);
      flags |= bit(name);
    }
    return new Traits(statuses.isEmpty() ? null : new TreeSet<>(statuses), flags, unflagged);
  }

  private static int bit(String name) {
    return Arrays.stream(Flag.values())
        .filter(flag -> flag.json().equals(name))
        .mapToInt(Flag::bit)
        .findFirst()
        .orElse(0);
  }

  boolean asksForFlags() {
    return flags != 0 || unflagged;
  }

  /** The numbers of the statuses of windows that are wanted. */
  Integer[] numbers() {
    return Arrays.stream(Window.Status.values())
        .filter(status -> statuses == null || statuses.contains(status.json()))
        .map(Window.Status::number)
        .toArray(Integer[]::new);
  }

  /** One text for equal traits. */
  String canonical() {
    return equals(ANY) ? "" : " statuses=" + statuses + " flags=" + flags + unflagged;
  }
}
