package dk.bypuls.local.command;

import dk.bypuls.local.PartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program behind {@code ./bypuls}: finds the command, runs it, and says in one line why it
 * failed.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final Map<String, Command> commands = new LinkedHashMap<>();

  Main() {
    for (Command command :
        List.of(
            new Up(),
            new Status(),
            new Logs(),
            new Down(),
            new Apply(),
            new Token(),
            new Keys(),
            new Decode(),
            new Quarantine(),
            new Gate(),
            new Feedback(),
            new Usage(),
            new PublishBack(),
            new Recall(),
            new BackFill(),
            new Privacy(),
            Handover.recompute(),
            Handover.simulate(),
            Handover.bench())) {
      commands.put(command.name(), command);
    }
  }

  public static void main(String[] arguments) {
    System.exit(new Main().run(List.of(arguments), System.out, System.err));
  }

  int run(List<String> line, PrintStream out, PrintStream err) {
    try {
      return dispatch(line, out);
    } catch (UsageException e) {
      err.println("bypuls: " + e.getMessage());
      return MISUSED;
    } catch (PartFailure e) {
      err.println("bypuls: " + e.getMessage());
    } catch (UncheckedIOException e) {
      err.println("bypuls: " + e.getMessage() + ": " + reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      err.println("bypuls: " + e);
    }
    return FAILED;
  }

  /** In words: some failures of the file system tell nothing but the file. */
  private static String reason(@Nullable IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "this user may not write to or read " + denied.getFile();
    }
    if (cause instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is there already, and is not a folder";
    }
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  private int dispatch(List<String> line, PrintStream out) throws Exception {
    String name = line.isEmpty() ? "help" : line.get(0);
    List<String> rest = line.isEmpty() ? List.of() : line.subList(1, line.size());
    if (name.equals("help") || name.equals("--help") || name.equals("-h")) {
      out.print(help(rest.stream().filter(word -> !word.startsWith("-")).findFirst()));
      return 0;
    }
    Command command = command(name);
    Arguments arguments = Arguments.parse(command, rest);
    if (arguments.has(Arguments.HELP.name())) {
      out.print(Help.of(command));
      return 0;
    }
    return command.run(arguments, out);
  }

  private String help(Optional<String> about) {
    return about.map(name -> Help.of(command(name))).orElseGet(() -> Help.of(commands.values()));
  }

  private Command command(String name) {
    Command command = commands.get(name);
    if (command == null) {
      throw new UsageException(
          "unknown command "
              + name
              + Nearest.hint(name, commands.keySet())
              + "; ./bypuls help lists all");
    }
    return command;
  }
}
