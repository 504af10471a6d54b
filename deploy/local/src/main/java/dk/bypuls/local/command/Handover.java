package dk.bypuls.local.command;

import dk.bypuls.local.Delegate;
import java.io.PrintStream;
import java.util.List;

/** Hands over to the program of another module, which understands its own options. */
final class Handover implements Command {
  private final String name;
  private final String summary;
  private final String usage;
  private final String module;
  private final Program program;

  private Handover(String name, String summary, String usage, String module, Program program) {
    this.name = name;
    this.summary = summary;
    this.usage = usage;
    this.module = module;
    this.program = program;
  }

  static Command simulate() {
    return new Handover(
        "simulate",
        "lets the simulated town speak to this city or to any other installation",
        "[options of the simulator]",
        "deploy/simulator",
        (delegate, arguments) -> delegate.simulate(arguments.city(), arguments.words()));
  }

  static Command bench() {
    return new Handover(
        "bench",
        "a benchmark with its peer or limit in the same run; prints a ratio",
        "NAME [options of the benchmark]",
        "deploy/bench",
        (delegate, arguments) -> delegate.bench(arguments.city(), arguments.words()));
  }

  static Command recompute() {
    return new Handover(
        "recompute",
        "makes windows once more of the readings still there, and compares them with history",
        "--dataset D [--sensor S] --from INSTANT --to INSTANT [--json]",
        "aggregator-service",
        (delegate, arguments) -> delegate.recompute(arguments.city(), arguments.words()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public String usage() {
    return usage;
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
    Delegate delegate = new Delegate(module);
    if (arguments.words().contains(Arguments.HELP.name())) {
      out.print(Help.of(this));
      if (name.equals("recompute") || !delegate.isBuilt()) {
        return 0;
      }
    }
    return program.run(delegate, arguments);
  }

  private interface Program {
    int run(Delegate delegate, Arguments arguments);
  }
}
