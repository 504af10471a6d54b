package dk.bypuls.simulator;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A command's options: declared once, for parsing and for the help. */
final class Options {
  private static final int HELP_COLUMN = 28;
  private static final String HELP = "--help";

  private final String usage;
  private final Map<String, Declared> declared = new HashMap<>();
  private final List<Declared> inOrder = new ArrayList<>();
  private final Map<String, String> given = new HashMap<>();

  Options(String usage) {
    this.usage = usage;
    add(new Declared(HELP, null, "prints this"));
  }

  /** Declares an option that is there or not. */
  Options flag(String name, String help) {
    return add(new Declared(name, null, help));
  }

  /** Declares an option with a value. */
  Options value(String name, String placeholder, String help) {
    return add(new Declared(name, placeholder, help));
  }

  /** Reads the command line; an unknown option or a missing value is refused. */
  Options parse(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      Declared option = declared.get(name);
      if (option == null) {
        throw new UsageException("There is no option " + name + ". See --help.");
      }
      if (option.placeholder == null) {
        given.put(name, "");
      } else if (i + 1 == arguments.length || arguments[i + 1].startsWith("--")) {
        throw new UsageException(name + " needs a value: " + name + " " + option.placeholder + ".");
      } else {
        given.put(name, arguments[++i]);
      }
    }
    return this;
  }

  boolean helpWanted() {
    return has(HELP);
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new UsageException(name + " is needed. See --help."));
  }

  Optional<Path> path(String name) {
    return text(name).map(text -> read(name, text, "a path", Path::of));
  }

  Path requiredPath(String name) {
    return read(name, required(name), "a path", Path::of);
  }

  Optional<Long> number(String name, long least, long most) {
    String hint = "a whole number from " + least + " to " + most;
    return text(name)
        .map(text -> read(name, text, hint, Long::valueOf))
        .map(number -> within(name, number, least, most, hint));
  }

  Optional<Duration> duration(String name) {
    String hint = "a duration such as PT48H or PT90S";
    return text(name)
        .map(text -> read(name, text, hint, Duration::parse))
        .map(
            duration -> {
              if (duration.isNegative()) {
                throw new UsageException(name + " must not be negative.");
              }
              return duration;
            });
  }

  Optional<Instant> instant(String name) {
    String hint = "an instant such as 2026-11-21T00:00:00Z";
    return text(name).map(text -> read(name, text, hint, Instant::parse));
  }

  Optional<Double> factor(String name) {
    String hint = "a number above 0, such as 60";
    return text(name)
        .map(text -> read(name, text, hint, Double::valueOf))
        .map(
            number -> {
              if (!(number > 0) || number.isInfinite()) {
                throw new UsageException(name + " must be " + hint + ".");
              }
              return number;
            });
  }

  String help() {
    StringBuilder help = new StringBuilder(usage).append("\n\nOptions:\n");
    for (Declared option : inOrder) {
      String left =
          option.placeholder == null ? option.name : option.name + " " + option.placeholder;
      String gap =
          left.length() < HELP_COLUMN
              ? " ".repeat(HELP_COLUMN - left.length())
              : "\n  " + " ".repeat(HELP_COLUMN);
      help.append("  ").append(left).append(gap).append(option.help).append('\n');
    }
    return help.toString();
  }

  private static <T> T read(String name, String text, String hint, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException | DateTimeException | InvalidPathException e) {
      throw new UsageException(name + " must be " + hint + ", not " + text + ".");
    }
  }

  private static long within(String name, long number, long least, long most, String hint) {
    if (number < least || number > most) {
      throw new UsageException(name + " must be " + hint + ".");
    }
    return number;
  }

  private Options add(Declared option) {
    declared.put(option.name, option);
    inOrder.add(option);
    return this;
  }

  private record Declared(String name, @Nullable String placeholder, String help) {}
}
