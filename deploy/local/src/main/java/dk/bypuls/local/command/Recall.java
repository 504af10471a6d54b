package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Orders that what a dataset published is taken back, and follows the order to its end. */
final class Recall implements Command {

  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String MESSAGE = "--message";
  private static final String DETACH = "--detach";

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public String summary() {
    return "takes back what a dataset published, for good: all of it or a range; lists such orders";
  }

  @Override
  public String usage() {
    return "DATASET [--from T] [--to T] [--message WHY]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            MESSAGE, "WHY", "why, for the audit trail; without it nothing is recalled, but listed"),
        new Option(
            FROM, "T", "windows with a part after it: an instant, a date, or PT1H; else all"),
        new Option(TO, "T", "… and before it; else all that comes, too"),
        new Option(DETACH, "", "does not wait until it is deleted"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws InterruptedException {
    arguments.demandWords(1, 1, "which dataset");
    String dataset = URLEncoder.encode(arguments.words().get(0), StandardCharsets.UTF_8);
    AdminApi api = Cities.admin(arguments);
    Jobs jobs = new Jobs(api, "/admin/v1/datasets/" + dataset + "/recalls", Recall::line, out);
    if (!arguments.has(MESSAGE)) {
      if (arguments.has(FROM) || arguments.has(TO)) {
        throw new UsageException("say " + MESSAGE + ": why it is recalled");
      }
      return jobs.list();
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    arguments.value(FROM).ifPresent(from -> order.put("from", from));
    arguments.value(TO).ifPresent(to -> order.put("to", to));
    arguments.value(MESSAGE).ifPresent(why -> order.put("message", why));
    return jobs.give(order, arguments.has(DETACH));
  }

  private static String line(JsonNode job) {
    List<String> others = new ArrayList<>();
    job.path("alsoIn").forEach(other -> others.add(other.asText()));
    String warning =
        others.isEmpty() ? "" : "; the same sensors are public in " + String.join(", ", others);
    return "%s %s from %s to %s: %d rows deleted%s"
        .formatted(
            job.path("job").asText(),
            job.path("state").asText(),
            job.path("from").asText("the beginning"),
            job.path("to").asText("what comes"),
            job.path("deleted").asLong(),
            warning);
  }
}
