package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.AdminApi.Answer;
import dk.bypuls.local.PartFailure;
import dk.bypuls.local.RegistryFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Validates registry files and applies them as one change. */
final class Apply implements Command {
  private static final String DRY_RUN = "--dry-run";

  @Override
  public String name() {
    return "apply";
  }

  @Override
  public String summary() {
    return "validates and applies registry files (YAML; CSV and XLSX for sensors), all of them or none";
  }

  @Override
  public String usage() {
    return "PATH... [options]";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option(DRY_RUN, "", "shows what would change, and changes nothing"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, Integer.MAX_VALUE, "which files or folders to apply");
    AdminApi api = Cities.admin(arguments);
    boolean dryRun = arguments.has(DRY_RUN);
    List<Path> paths = arguments.words().stream().map(Path::of).toList();
    Answer answer = RegistryFiles.below(paths).apply(api, dryRun);
    JsonNode body = answer.body();
    if (!answer.isSuccess()) {
      for (JsonNode error : body.path("errors")) {
        out.println(
            String.join(
                ":",
                error.path("file").asText(),
                error.path("line").asText(),
                column(error),
                " " + error.path("message").asText()));
      }
      throw new PartFailure("nothing was applied: " + answer.detail());
    }
    for (JsonNode change : body.path("changes")) {
      out.println(line(change));
    }
    out.printf(
        "%s: %d changes, %d unchanged, generation %s%n",
        dryRun ? "would apply" : "applied",
        body.path("changes").size(),
        body.path("unchanged").asInt(),
        body.path("generation").asText());
    return 0;
  }

  /** A character of the line, or the letter of a workbook's column. */
  private static String column(JsonNode error) {
    int column = error.path("column").asInt();
    if (!error.path("file").asText().toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
      return Integer.toString(column);
    }
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.toString();
  }

  private static String line(JsonNode change) {
    List<String> fields = new ArrayList<>();
    change.path("fields").forEach(field -> fields.add(field.asText()));
    String line =
        "  %-9s %-8s %s"
            .formatted(
                change.path("change").asText(),
                change.path("kind").asText(),
                change.path("id").asText());
    return fields.isEmpty() ? line : line + " (" + String.join(", ", fields) + ")";
  }
}
