package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.PartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Has the windows of a sensor's past made of files, and follows the order to its end. */
final class BackFill implements Command {

  private static final String SENSOR = "--sensor";
  private static final String SOURCE = "--source";
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String MESSAGE = "--message";
  private static final String REPLACE = "--replace";
  private static final String DETACH = "--detach";
  private static final int MOST_FILES = 100;

  @Override
  public String name() {
    return "back-fill";
  }

  @Override
  public String summary() {
    return "makes the windows of a sensor's past of files; without a file, lists such orders";
  }

  @Override
  public String usage() {
    return "[FILE…] --sensor S [--source SOURCE --from DATE --to DATE --message WHY]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(SENSOR, "S", "whose past it is"),
        new Option(SOURCE, "SOURCE", "the source whose format the files are written in"),
        new Option(FROM, "DATE", "windows that start on that day or later"),
        new Option(TO, "DATE", "… and before that day"),
        new Option(MESSAGE, "WHY", "why, for the audit trail"),
        new Option(REPLACE, "", "the files are all there is: revise what was made of readings too"),
        new Option(DETACH, "", "does not wait for the end; without a file it is listed"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws InterruptedException {
    arguments.demandWords(0, MOST_FILES, "which file");
    String path = "/admin/v1/sensors/" + encoded(needed(arguments, SENSOR)) + "/back-fill";
    AdminApi api = Cities.admin(arguments);
    Jobs jobs = new Jobs(api, path, BackFill::line, out);
    if (arguments.words().isEmpty()) {
      return jobs.list();
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("from", needed(arguments, FROM)).put("to", needed(arguments, TO));
    order.put("message", needed(arguments, MESSAGE)).put("replace", arguments.has(REPLACE));
    ArrayNode files = order.putArray("files");
    String source = needed(arguments, SOURCE);
    for (String word : arguments.words()) {
      files.add(read(api, path + "/files?source=" + encoded(source), Path.of(word), out));
    }
    return jobs.give(order, arguments.has(DETACH));
  }

  private static String needed(Arguments arguments, String option) {
    return arguments
        .value(option)
        .orElseThrow(
            () ->
                new UsageException(
                    "say %s, and with a file %s, %s, %s and %s"
                        .formatted(SENSOR, SOURCE, FROM, TO, MESSAGE)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Has ingest read a file, and says of each row that it does not understand what to do. */
  private static JsonNode read(AdminApi api, String path, Path file, PrintStream out) {
    AdminApi.Answer answer = api.post(path, typeOf(file), bytes(file));
    JsonNode told = answer.body();
    if (!answer.isSuccess() && !told.path("errors").isArray()) {
      throw new PartFailure(file + ": " + answer.detail());
    }
    for (JsonNode error : told.path("errors")) {
      out.println(
          "%s:%d: %s: %s. %s"
              .formatted(
                  file,
                  error.path("line").asLong(),
                  error.path("reason").asText(),
                  error.path("detail").asText(),
                  error.path("do").asText()));
    }
    if (!answer.isSuccess()) {
      throw new PartFailure(
          told.path("errors").isEmpty()
              ? "no reading is in " + file + "; nothing was changed"
              : "mend " + file + " and give it again; nothing was changed");
    }
    out.println(
        "%s: %d readings of %d rows, from %s to %s"
            .formatted(
                file,
                told.path("readings").asLong(),
                told.path("rows").asLong(),
                told.path("first").asText(),
                told.path("last").asText()));
    return told;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** By its ending, as in a watched folder. */
  private static String typeOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "txt", "tsv" -> "text/csv";
      case "ndjson", "jsonl" -> "application/x-ndjson";
      default -> "application/json";
    };
  }

  private static String line(JsonNode job) {
    return "%s %s from %s to %s: %d told, %d the same, %d left as they are%s%s"
        .formatted(
            job.path("job").asText(),
            job.path("state").asText(),
            job.path("from").asText(),
            job.path("to").asText(),
            job.path("told").asLong(),
            job.path("same").asLong(),
            job.path("left").asLong(),
            job.hasNonNull("reached") ? ", reached " + job.path("reached").asText() : "",
            job.hasNonNull("detail") ? ". " + job.path("detail").asText() : "");
  }
}
