package dk.bypuls.local.command;

import dk.bypuls.local.CityFolder;
import dk.bypuls.local.CitySettings;
import dk.bypuls.local.CityStatus;
import dk.bypuls.local.CityStatus.PartStatus;
import dk.bypuls.local.CityStatus.State;
import dk.bypuls.local.Health;
import dk.bypuls.local.Stop;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells what of a city runs and whether it is healthy. */
final class Status implements Command {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "what runs, is it healthy (0 only if all is), where are the logs";
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
    CityFolder city = arguments.city();
    if (Stop.supervisor(city).isEmpty()) {
      out.println("no city runs in " + city.path() + "; start one with ./bypuls up");
      return 1;
    }
    CityStatus status = CityStatus.read(city).orElseThrow();
    out.println(row("part", "state", "health", "pid", "port", "restarts", "log"));
    boolean healthy = status.state() == State.RUNNING;
    for (PartStatus part : status.parts()) {
      boolean partHealthy = Health.of(part);
      healthy &= partHealthy;
      out.println(
          row(
              part.name(),
              part.state().name().toLowerCase(Locale.ROOT),
              partHealthy ? "healthy" : "unhealthy",
              part.pid() == 0 ? "-" : Long.toString(part.pid()),
              part.port() == 0 ? "-" : Integer.toString(part.port()),
              Integer.toString(part.restarts()),
              city.log(part.name()).toString()));
    }
    int mqttFeed = CitySettings.read(city).orElseThrow().ports().mqttFeed();
    if (!Health.listens(mqttFeed)) {
      healthy = false;
      out.println("api does not serve the live feed by MQTT at port " + mqttFeed);
    }
    if (status.state() != State.RUNNING) {
      out.println("the city as a whole is " + status.state().name().toLowerCase(Locale.ROOT));
    }
    return healthy ? 0 : 1;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-11s %-9s %-10s %7s %6s %9s  %s", cells);
  }
}
