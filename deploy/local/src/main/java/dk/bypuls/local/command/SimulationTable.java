package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a simulation found out, for people to read. */
final class SimulationTable {

  /** The api has the others. */
  private static final int MOST_AREAS = 20;

  private final JsonNode job;
  private final JsonNode report;
  private final StringBuilder text = new StringBuilder();

  /** That of a job which is done. */
  SimulationTable(JsonNode job) {
    this.job = job;
    this.report = job.path("report");
  }

  String text() {
    heading();
    resolutions();
    areas();
    errors();
    groups();
    say("\nWhat errors there are was found out from exact values: this report stays inside.");
    say("Refer to it in the decision as %s.".formatted(job.path("job").asText()));
    return text.toString();
  }

  private void heading() {
    JsonNode rules = job.path("order").path("policy").path("rules");
    say(
        "%s, %s to %s: leaves of %s, groups of %s %s or more, epsilon %s"
            .formatted(
                job.path("dataset").asText(),
                job.path("from").asText(),
                job.path("to").asText(),
                report.path("resolution").asText(),
                rules.path("smallestGroup").asText(),
                rules.path("unit").asText().toLowerCase(Locale.ROOT) + "s",
                rules.path("noise").path("epsilon").asText()));
    say(
        "%s leaves, of which %s would be withheld. Of %s more nothing was heard; they are not counted."
            .formatted(
                number(report.path("leaves")),
                percent(report.path("withheldShare")),
                number(report.path("silent"))));
  }

  private void resolutions() {
    say("\nBy resolution          cells  all told  partly  withheld");
    for (JsonNode each : report.path("byResolution")) {
      double cells = Math.max(1, each.path("cells").asDouble());
      say(
          "  %-16s %9s %9s %7s %9s"
              .formatted(
                  each.path("resolution").asText(),
                  number(each.path("cells")),
                  percent(each.path("whole").asDouble() / cells),
                  percent(each.path("partly").asDouble() / cells),
                  percent(each.path("withheldShare"))));
    }
  }

  private void areas() {
    say("\nBy area               leaves  withheld");
    int more = report.path("areasLeftOut").asInt();
    int shown = 0;
    for (JsonNode each : report.path("byArea")) {
      if (shown++ < MOST_AREAS) {
        say(
            "  %-16s %9s %9s"
                .formatted(
                    each.path("area").asText(),
                    number(each.path("leaves")),
                    percent(each.path("withheldShare"))));
      }
    }
    int left = Math.max(0, shown - MOST_AREAS) + more;
    if (left > 0) {
      say("  and %s more of which no larger share is withheld".formatted(number(left)));
    }
  }

  private void errors() {
    say("\nErrors of what is told    values   typical   largest  typical share");
    for (JsonNode each : report.path("errors")) {
      say(
          "  %-20s %9s %9s %9s %14s  %s"
              .formatted(
                  each.path("quantity").asText(),
                  number(each.path("values")),
                  each.path("typical").asText("-"),
                  each.path("largest").asText("-"),
                  each.has("typicalShare") ? percent(each.path("typicalShare")) : "-",
                  each.path("unit").asText()));
    }
  }

  private void groups() {
    say("\nSmallest group       withheld leaves");
    for (JsonNode each : report.path("bySmallestGroup")) {
      say(
          "  %-16s %9s %9s"
              .formatted(
                  each.path("smallestGroup").asText(),
                  number(each.path("withheld")),
                  percent(each.path("withheldShare"))));
    }
  }

  private static String percent(JsonNode share) {
    return percent(share.asDouble());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String number(JsonNode number) {
    return number(number.asLong());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void say(String line) {
    text.append(line).append('\n');
  }
}
