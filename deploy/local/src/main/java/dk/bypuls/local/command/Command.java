package dk.bypuls.local.command;

import java.io.PrintStream;
import java.util.List;

/** One word of {@code ./bypuls}: what it understands and does. */
interface Command {
  String name();

  /** What it does, in one line. */
  String summary();

  /** What may follow its name, as help shows it. */
  String usage();

  /** The options it understands beside {@code --data} and {@code --help}. */
  List<Option> options();

  /** Does it and returns the exit code. */
  int run(Arguments arguments, PrintStream out) throws Exception;

  /** Whether it hands every word on as it is. */
  default boolean isDelegate() {
    return false;
  }

  /**
   * An option of a command.
   *
   * @param value what its value is called in help; empty when it has none
   */
  record Option(String name, String value, String meaning) {}
}
