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
  private static final String MESSAGE = "--message";

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
    return List.of(
        new Option(DRY_RUN, "", "shows what would change, and changes nothing"),
        new Option(MESSAGE, "WHY", "why, for the audit trail and for whoever decides"),
        Cities.TOKEN_FILE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, Integer.MAX_VALUE, "which files or folders to apply");
    AdminApi api = Cities.admin(arguments);
    boolean dryRun = arguments.has(DRY_RUN);
    List<Path> paths = arguments.words().stream().map(Path::of).toList();
    String message = arguments.value(MESSAGE).orElse("");
    Answer answer = RegistryFiles.below(paths).apply(api, dryRun, message);
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
    for (JsonNode proposal : body.path("proposals")) {
      out.println(proposal(proposal));
    }
    out.printf(
        "%s: %d changes, %d unchanged, generation %s%n",
        dryRun ? "would apply" : "applied",
        body.path("changes").size(),
        body.path("unchanged").asInt(),
        body.path("generation").asText());
    return 0;
  }

  /** What is not applied but asked for, and whom it waits for. */
  private static String proposal(JsonNode proposal) {
    List<String> fields = new ArrayList<>();
    proposal.path("fields").forEach(field -> fields.add(field.asText()));
    return "  %-9s dataset  %s (%s): %s"
        .formatted(
            proposal.path("state").asText(),
            proposal.path("dataset").asText(),
            String.join(", ", fields),
            proposal.path("detail").asText());
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
