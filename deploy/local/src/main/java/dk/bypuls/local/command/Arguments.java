package dk.bypuls.local.command;

import dk.bypuls.local.Checkout;
import dk.bypuls.local.CityFolder;
import dk.bypuls.local.command.Command.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words after a command, told apart: options, values and the rest. */
final class Arguments {
  static final Option DATA =
      new Option("--data", "DIR", "the city's folder (default .bypuls in the checkout)");
  static final Option HELP = new Option("--help", "", "this page");

  private final Map<String, String> given = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private Arguments() {}

  /** Everything that command understands. */
  static List<Option> known(Command command) {
    List<Option> known = new ArrayList<>(command.options());
    known.add(DATA);
    known.add(HELP);
    return known;
  }

  static Arguments parse(Command command, List<String> line) {
    Arguments arguments = new Arguments();
    if (command.isDelegate()) {
      arguments.takeDataOnly(line);
    } else {
      arguments.take(line, known(command));
    }
    return arguments;
  }

  /** What is not ours belongs to the program that the words are handed to. */
  private void takeDataOnly(List<String> line) {
    for (int index = 0; index < line.size(); index++) {
      String word = line.get(index);
      if (word.equals(DATA.name()) && index + 1 < line.size()) {
        index = index + 1;
        given.put(DATA.name(), line.get(index));
      } else if (word.startsWith(DATA.name() + "=")) {
        given.put(DATA.name(), word.substring(DATA.name().length() + 1));
      } else {
        words.add(word);
      }
    }
  }

  private void take(List<String> line, List<Option> known) {
    for (int index = 0; index < line.size(); index++) {
      String word = line.get(index);
      if (word.equals("-h")) {
        given.put(HELP.name(), "");
      } else if (!word.startsWith("-") || word.equals("-")) {
        words.add(word);
      } else {
        int equals = word.indexOf('=');
        Option option = find(equals < 0 ? word : word.substring(0, equals), known);
        if (option.value().isEmpty()) {
          refuse(equals >= 0, option.name() + " takes no value");
          given.put(option.name(), "");
        } else if (equals >= 0) {
          given.put(option.name(), word.substring(equals + 1));
        } else {
          index = index + 1;
          refuse(index >= line.size(), option.name() + " needs " + option.value());
          given.put(option.name(), line.get(index));
        }
      }
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new UsageException(message);
    }
  }

  private static Option find(String word, List<Option> known) {
    return known.stream()
        .filter(option -> option.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "unknown option "
                        + word
                        + Nearest.hint(word, known.stream().map(Option::name).toList())));
  }

  boolean has(String option) {
    return given.containsKey(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(given.get(option));
  }

  Optional<Integer> number(String option) {
    return value(option)
        .map(
            text -> {
              try {
                return Integer.valueOf(text);
              } catch (NumberFormatException e) {
                throw new UsageException(option + " must be a whole number, not " + text);
              }
            });
  }

  /** The words that are no options, in their order. */
  List<String> words() {
    return List.copyOf(words);
  }

  /** Fails when there are more or fewer words than the command has a use for. */
  void demandWords(int least, int most, String what) {
    refuse(words.size() < least, "say " + what);
    if (words.size() > most) {
      throw new UsageException("one word too many: " + words.get(most));
    }
  }

  CityFolder city() {
    return new CityFolder(
        value(DATA.name())
            .map(Path::of)
            .orElseGet(() -> Checkout.find().folder().resolve(".bypuls")));
  }
}
