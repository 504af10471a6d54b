package dk.bypuls.aggregator.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.aggregator.privacy.Coverage;
import dk.bypuls.aggregator.privacy.Errors;
import dk.bypuls.aggregator.privacy.Simulation.Outcome;
import dk.bypuls.aggregator.privacy.Simulation.Report;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * What a simulation found, as it is kept: shares, counts of leaves and errors; nothing that was
 * measured.
 */
final class SimulationReport {

  /** Those of which most is withheld come first. */
  static final int MOST_AREAS = 1_000;

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private SimulationReport() {}

  static String json(Policy policy, Report report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("resolution", policy.grain().resolution().name());
    json.put("leaves", report.leaves()).put("silent", report.silent());
    json.put("withheld", report.withheld());
    json.put("withheldShare", share(report.withheld(), report.leaves()));
    outcome(report.byResolution(), report.byArea(), report.errorsByCategory(), json);
    ArrayNode groups = json.putArray("bySmallestGroup");
    report
        .byGroup()
        .forEach((group, its) -> group(groups.addObject(), group, its, report.leaves()));
    return json.toString();
  }

  /** All of it for each group, so that whoever chooses one sees at once what it changes where. */
  private static void group(ObjectNode json, int group, Outcome its, long leaves) {
    json.put("smallestGroup", group)
        .put("withheld", its.withheld())
        .put("withheldShare", share(its.withheld(), leaves));
    outcome(its.byResolution(), its.byArea(), its.errorsByCategory(), json);
  }

  private static void outcome(
      List<Coverage> byResolution,
      List<Coverage> byArea,
      SortedMap<String, Errors> errorsByCategory,
      ObjectNode json) {
    ArrayNode resolutions = json.putArray("byResolution");
    byResolution.forEach(coverage -> resolutions.add(resolution(coverage)));
    areas(byArea, json);
    ArrayNode errors = json.putArray("errors");
    errorsByCategory.forEach((category, its) -> errors.add(errors(category, its)));
  }

  private static ObjectNode resolution(Coverage coverage) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resolution", coverage.of())
        .put("cells", coverage.cells())
        .put("whole", coverage.whole())
        .put("partly", coverage.partly())
        .put("withheld", coverage.withheld())
        .put("withheldShare", share(coverage.withheld(), coverage.cells()));
  }

  private static void areas(List<Coverage> all, ObjectNode json) {
    ArrayNode areas = json.putArray("byArea");
    all.stream()
        .sorted(
            Comparator.comparing((Coverage area) -> share(area.withheld(), area.cells()))
                .reversed()
                .thenComparing(Coverage::of))
        .limit(MOST_AREAS)
        .forEach(
            area ->
                areas
                    .addObject()
                    .put("area", area.of())
                    .put("leaves", area.cells())
                    .put("withheld", area.withheld())
                    .put("withheldShare", share(area.withheld(), area.cells())));
    json.put("areasLeftOut", Math.max(0, all.size() - MOST_AREAS));
  }

  private static ObjectNode errors(String category, Errors errors) {
    Quantity quantity = Quantities.of(category);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("quantity", category)
            .put("unit", quantity.unit().toString())
            .put("values", errors.values());
    return errors.values() == 0
        ? json
        : json.put("typical", quantity.value(errors.typical()))
            .put("largest", quantity.value(errors.largest()))
            .put("typicalShare", share(errors.typicalShare(), Rules.WHOLE));
  }

  private static BigDecimal share(long part, long whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), THREE_DIGITS);
  }
}
