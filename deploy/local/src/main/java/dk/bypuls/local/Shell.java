package dk.bypuls.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Short-lived programs that are run to their end. */
final class Shell {
  private Shell() {}

  record Result(int code, String output) {}

  /** Runs a program; its errors are told line by line, its output is returned. */
  static Result run(List<String> command, Consumer<String> errors) {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new PartFailure("cannot run " + command.get(0) + "; is it installed?", e);
    }
    try {
      process.outputWriter().close();
      Thread told = new Thread(() -> process.errorReader().lines().forEach(errors), "errors");
      told.setDaemon(true);
      told.start();
      String output;
      try (BufferedReader reader = process.inputReader()) {
        output = String.join("\n", reader.lines().toList());
      }
      int code = process.waitFor();
      told.join();
      return new Result(code, output);
    } catch (IOException | UncheckedIOException e) {
      throw new PartFailure(command.get(0) + " ended unexpectedly", e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new PartFailure("interrupted while running " + command.get(0), e);
    }
  }

  /** Runs a program that must succeed; what it said is in the failure. */
  static void demand(String purpose, List<String> command) {
    List<String> said = new ArrayList<>();
    Result result = run(command, said::add);
    if (result.code() != 0) {
      throw new PartFailure(
          "cannot " + purpose + ": " + String.join("\n", said) + "\n" + result.output());
    }
  }
}
