package dk.bypuls.local.command;

import dk.bypuls.local.Delegate;
import java.io.PrintStream;
import java.util.List;

/** Hands over to the benchmarks. */
final class Bench implements Command {
  private static final String MODULE = "deploy/bench";

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String summary() {
    return "a benchmark with its peer or limit in the same run; prints a ratio";
  }

  @Override
  public String usage() {
    return "NAME [options of the benchmark]";
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
    if (arguments.words().contains(Arguments.HELP.name())) {
      out.print(Help.of(this));
      if (!delegate.isBuilt()) {
        return 0;
      }
    }
    return delegate.bench(arguments.city(), arguments.words());
  }
}
