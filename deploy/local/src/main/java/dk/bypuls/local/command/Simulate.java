package dk.bypuls.local.command;

import dk.bypuls.local.Delegate;
import java.io.PrintStream;
import java.util.List;

/** Hands over to the simulator. */
final class Simulate implements Command {
  private static final String MODULE = "deploy/simulator";

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public String summary() {
    return "lets the simulated town speak to this city or to any other installation";
  }

  @Override
  public String usage() {
    return "[options of the simulator]";
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public boolean isDelegate() {
    return true;
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Delegate delegate = new Delegate(MODULE);
    if (!delegate.isBuilt() && arguments.words().contains(Arguments.HELP.name())) {
      out.print(Help.of(this));
      return 0;
    }
    return delegate.simulate(arguments.city(), arguments.words());
  }
}
