package dk.bypuls.local.command;

import dk.bypuls.local.CityFolder;
import dk.bypuls.local.Detached;
import dk.bypuls.local.Launch;
import dk.bypuls.local.Launch.Wishes;
import dk.bypuls.local.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Starts a city, in this process or in one that stays. */
final class Up implements Command {
  private static final String DETACH = "--detach";
  private static final String EMPTY = "--empty";
  private static final String PORT_BASE = "--port-base";

  @Override
  public String name() {
    return "up";
  }

  @Override
  public String summary() {
    return "starts a city: Kafka, MQTT broker, database, the three services and a simulated town";
  }

  @Override
  public String usage() {
    return "[options]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(DETACH, "", "returns when the services are ready, and leaves the city running"),
        new Option(EMPTY, "", "no simulated town"),
        new Option(PORT_BASE, "N", "the ports N to N+6 instead of the usual ones"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws InterruptedException {
    arguments.demandWords(0, 0, "");
    CityFolder city = arguments.city();
    Wishes wishes = new Wishes(arguments.number(PORT_BASE).orElse(null), arguments.has(EMPTY));
    Progress progress = new Progress(out);
    if (!arguments.has(DETACH)) {
      new Launch(city, wishes, progress).run();
      return 0;
    }
    Launch.check(city, wishes);
    return new Detached(city, progress).start(Main.class.getName(), attached(arguments, city))
        ? 0
        : 1;
  }

  private List<String> attached(Arguments arguments, CityFolder city) {
    List<String> words = new ArrayList<>(List.of(name(), "--data", city.path().toString()));
    if (arguments.has(EMPTY)) {
      words.add(EMPTY);
    }
    arguments.value(PORT_BASE).ifPresent(base -> words.addAll(List.of(PORT_BASE, base)));
    return words;
  }
}
