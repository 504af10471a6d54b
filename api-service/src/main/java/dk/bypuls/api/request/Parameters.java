package dk.bypuls.api.request;

import dk.bypuls.api.problem.Nearest;
import dk.bypuls.api.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The query parameters of a request, none of which is unknown or empty. */
public final class Parameters {

  private static final int MOST_VALUES = 500;
  private static final Parameters NONE = new Parameters(MultiMap.caseInsensitiveMultiMap());

  private final MultiMap values;

  private Parameters(MultiMap values) {
    this.values = values;
  }

  /** Reads them; refuses one that is not among the known, or says nothing. */
  public static Parameters of(RoutingContext request, Collection<String> known) {
    if (request.request().query() == null) {
      return NONE;
    }
    try {
      return of(request.queryParams(), known);
    } catch (IllegalArgumentException unreadable) {
      throw Problem.badRequest("The query of this address cannot be decoded: check its % signs.")
          .asException();
    }
  }

  /** The same of values that came in another way. */
  public static Parameters of(MultiMap values, Collection<String> known) {
    for (String name : new TreeSet<>(values.names())) {
      if (!known.contains(name)) {
        throw refused("parameter", name, known);
      }
      if (values.getAll(name).stream().anyMatch(Parameters::isEmpty)) {
        throw Problem.badRequest(
                "\"%s\" is empty: leave it out, or say what is wanted.".formatted(name))
            .asException();
      }
    }
    return new Parameters(values);
  }

  /** Whether there is nothing between its commas either. */
  private static boolean isEmpty(String value) {
    return value.replace(",", "").isBlank();
  }

  /** The value of a parameter that may be there once. */
  public Optional<String> one(String name) {
    List<String> all = values.getAll(name);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (all.size() > 1) {
      throw Problem.badRequest("\"" + name + "\" is given " + all.size() + " times. Give it once.")
          .asException();
    }
    return Optional.of(all.get(0));
  }

  /** The values of a parameter that may be repeated, or hold several with commas between. */
  public List<String> many(String name) {
    List<String> all =
        values.getAll(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .sorted()
            .toList();
    if (all.size() > MOST_VALUES) {
      throw Problem.badRequest(
              "\"%s\" has %d values; at most %d are taken. Ask in parts."
                  .formatted(name, all.size(), MOST_VALUES))
          .asException();
    }
    return all;
  }

  /** A whole number between two others. */
  public int number(String name, int usual, int lowest, int highest) {
    return number(name, usual, lowest, highest, "");
  }

  /**
   * The same of a parameter that takes something else too.
   *
   * @param orElse what that is, as a refusal says it
   */
  public int number(String name, int usual, int lowest, int highest, String orElse) {
    return one(name)
        .map(
            value -> {
              if (!value.matches("[0-9]{1,9}")
                  || Integer.parseInt(value) < lowest
                  || Integer.parseInt(value) > highest) {
                throw Problem.badRequest(
                        "\"%s\" is a whole number from %d to %d%s."
                            .formatted(name, lowest, highest, orElse))
                    .asException();
              }
              return Integer.parseInt(value);
            })
        .orElse(usual);
  }

  /** Refuses a value that is not among the known. */
  public static void requireKnown(String name, String value, Collection<String> known) {
    if (!known.contains(value)) {
      throw refused(name, value, known);
    }
  }

  private static RuntimeException refused(String what, String value, Collection<String> known) {
    String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    return Problem.badRequest(
            "There is no %s \"%s\" here.%s%s"
                .formatted(what, shown, Nearest.question(value, known), choice(known)))
        .asException();
  }

  private static String choice(Collection<String> known) {
    int few = 20;
    return known.size() > few || known.isEmpty()
        ? ""
        : " Known: " + String.join(", ", new TreeSet<>(known)) + ".";
  }
}
