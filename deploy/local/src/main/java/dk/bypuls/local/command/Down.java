package dk.bypuls.local.command;

import dk.bypuls.local.Progress;
import dk.bypuls.local.Stop;
import java.io.PrintStream;
import java.util.List;

/** Stops a city; its data stays. */
final class Down implements Command {
  @Override
  public String name() {
    return "down";
  }

  @Override
  public String summary() {
    return "stops the city; 0 when no process of it is left, also if none ran; its data stays";
  }

  @Override
  public String usage() {
    return "[options]";
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(0, 0, "");
    Stop.city(arguments.city(), new Progress(out));
    return 0;
  }
}
