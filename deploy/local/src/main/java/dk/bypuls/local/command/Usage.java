package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells how much a dataset is used, by day and way; nothing is known of by whom. */
final class Usage implements Command {
  private static final String FROM = "--from";
  private static final String TO = "--to";

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public String summary() {
    return "tells how much a public dataset is used, by day and way";
  }

  @Override
  public String usage() {
    return "DATASET [--from T] [--to T]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(FROM, "T", "the first day, such as 2026-11-01 or P7D (default: P30D)"),
        new Option(TO, "T", "the first day that is no longer wanted (default: today)"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, 1, "which dataset");
    StringBuilder address = new StringBuilder("/v1/datasets/");
    address.append(encoded(arguments.words().get(0))).append("/usage");
    address.append("?from=").append(encoded(arguments.value(FROM).orElse("P30D")));
    arguments.value(TO).ifPresent(to -> address.append("&to=").append(encoded(to)));
    JsonNode usage = Cities.demand(Cities.admin(arguments).get(address.toString()));
    for (JsonNode day : usage.path("days")) {
      List<String> ways = new ArrayList<>();
      read("", day, ways);
      if (ways.isEmpty()) {
        ways.add("fewer than " + usage.path("fewest").asInt() + " in each way");
      }
      ways.forEach(way -> out.println(day.path("day").asText() + "  " + way));
    }
    return 0;
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  /** What was read in enough numbers to be told; formats are one level below. */
  private static void read(String above, JsonNode node, List<String> ways) {
    for (Map.Entry<String, JsonNode> way : node.properties()) {
      JsonNode figures = way.getValue();
      if (figures.has("requests") || figures.has("connections")) {
        List<String> told = new ArrayList<>();
        figures.properties().forEach(each -> told.add(each.getValue() + " " + each.getKey()));
        ways.add(above + way.getKey() + " " + String.join(", ", told));
      } else if (figures.isObject()) {
        read(above + way.getKey() + ".", figures, ways);
      }
    }
  }
}
