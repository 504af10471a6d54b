package dk.bypuls.local.command;

import dk.bypuls.local.command.Command.Option;
import java.util.Collection;

/** What a person reads to learn the commands. */
final class Help {
  private static final String BEGINNING =
      """
      Bypuls takes what a city's sensors say, makes it safe to publish, and serves it live and as history.

      Usage: ./bypuls COMMAND [options]

      """;

  private static final String END =
      """

      Every command takes --data DIR, the folder a city lives in (default .bypuls in the checkout), and --help.
      BYPULS_DATABASE=embedded forgoes TimescaleDB; BYPULS_NO_BUILD=1 skips the look for changed sources;
      BYPULS_JAVA_HOME=DIR chooses the Java to run on (without it: the newest that is found).
      """;

  private Help() {}

  static String of(Collection<Command> commands) {
    StringBuilder page = new StringBuilder(BEGINNING);
    for (Command command : commands) {
      page.append("  %-12s %s%n".formatted(command.name(), command.summary()));
    }
    return page.append(END).toString();
  }

  static String of(Command command) {
    StringBuilder page = new StringBuilder();
    page.append("%s%n%n".formatted(command.summary()));
    page.append("Usage: ./bypuls %s %s%n%n".formatted(command.name(), command.usage()));
    for (Option option : Arguments.known(command)) {
      page.append("  %-17s %s%n".formatted(option.name() + " " + option.value(), option.meaning()));
    }
    return page.toString();
  }
}
