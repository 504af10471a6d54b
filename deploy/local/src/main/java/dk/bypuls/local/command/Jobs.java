package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.PartFailure;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The orders of one kind, as the api lists them at a path. */
final class Jobs {

  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final AdminApi api;
  private final String path;
  private final Function<JsonNode, String> line;
  private final PrintStream out;

  /**
   * Those at that path.
   *
   * @param line what is said of each
   */
  Jobs(AdminApi api, String path, Function<JsonNode, String> line, PrintStream out) {
    this.api = api;
    this.path = path;
    this.line = line;
    this.out = out;
  }

  /** Says which there were. */
  int list() {
    Cities.demand(api.get(path)).path("jobs").forEach(job -> out.println(line.apply(job)));
    return 0;
  }

  /** Gives an order, and follows it to its end unless it is to be left alone. */
  int give(JsonNode order, boolean detached) throws InterruptedException {
    JsonNode job = Cities.demand(api.post(path, order));
    return detached ? say(job) : follow(job);
  }

  private int say(JsonNode job) {
    out.println(line.apply(job));
    return 0;
  }

  /** Says how far an order is that was given, until it is done. */
  int follow(JsonNode given) throws InterruptedException {
    say(given);
    String name = given.path("job").asText();
    String told = line.apply(given);
    while (true) {
      JsonNode job = named(name);
      String next = line.apply(job);
      if (!next.equals(told)) {
        out.println(next);
        told = next;
      }
      String state = job.path("state").asText();
      if (state.equals("done")) {
        return 0;
      }
      if (state.equals("refused")) {
        throw new PartFailure(name + " was refused: " + job.path("detail").asText());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private JsonNode named(String name) {
    for (JsonNode job : Cities.demand(api.get(path)).path("jobs")) {
      if (job.path("job").asText().equals(name)) {
        return job;
      }
    }
    throw new PartFailure("the api does not know " + name + " any more");
  }
}
