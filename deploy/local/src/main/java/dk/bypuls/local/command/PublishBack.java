package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Orders that a public dataset's past is published too, and follows the order to its end. */
final class PublishBack implements Command {

  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String MESSAGE = "--message";
  private static final String DETACH = "--detach";

  @Override
  public String name() {
    return "publish-back";
  }

  @Override
  public String summary() {
    return "publishes what a public dataset kept inside before it was public; lists such orders";
  }

  @Override
  public String usage() {
    return "DATASET [--from T --to T --message WHY]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(FROM, "T", "windows that start at or after it: an instant, a date, or P30D"),
        new Option(TO, "T", "… and before it"),
        new Option(MESSAGE, "WHY", "why, for the audit trail"),
        new Option(DETACH, "", "does not wait for the end; without " + FROM + " it is listed"),
        Cities.TOKEN_FILE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws InterruptedException {
    arguments.demandWords(1, 1, "which dataset");
    String dataset = URLEncoder.encode(arguments.words().get(0), StandardCharsets.UTF_8);
    String path = "/admin/v1/datasets/" + dataset + "/back-publication";
    AdminApi api = Cities.admin(arguments);
    Jobs jobs = new Jobs(api, path, PublishBack::line, out);
    if (!arguments.has(FROM) && !arguments.has(TO)) {
      return jobs.list();
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("from", needed(arguments, FROM)).put("to", needed(arguments, TO));
    order.put("message", needed(arguments, MESSAGE));
    return jobs.give(order, arguments.has(DETACH));
  }

  private static String needed(Arguments arguments, String option) {
    return arguments
        .value(option)
        .orElseThrow(() -> new UsageException("say " + FROM + ", " + TO + " and " + MESSAGE));
  }

  private static String line(JsonNode job) {
    return "%s %s from %s to %s: %d published, %d passed over%s"
        .formatted(
            job.path("job").asText(),
            job.path("state").asText(),
            job.path("from").asText(),
            job.path("to").asText(),
            job.path("published").asLong(),
            job.path("passedOver").asLong(),
            job.hasNonNull("reached") ? ", reached " + job.path("reached").asText() : "");
  }
}
