package dk.bypuls.api.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.util.List;

/**
 * How data about people is protected, as anyone may read it (B5): all versions, with all figures.
 */
public final class PolicyJson {

  private PolicyJson() {}

  /** All versions of it. */
  public static void write(ObjectNode out, Dataset dataset, PolicyHistory history) {
    write(out.putArray("versions"), dataset, history.versions());
  }

  /** All figures of these versions of a dataset's policy. */
  public static void write(ArrayNode versions, Dataset dataset, List<Policy> policies) {
    int scale =
        dataset.quantities().stream().mapToInt(id -> Quantities.of(id).scale()).max().orElse(0);
    for (Policy policy : policies) {
      version(versions.addObject(), policy, scale);
    }
  }

  private static void version(ObjectNode out, Policy policy, int scale) {
    Rules rules = policy.rules();
    out.put("version", policy.version())
        .put("from", policy.from().toString())
        .put("tree", policy.grain().tree().substring(policy.grain().tree().indexOf('/') + 1))
        .put("resolution", policy.grain().resolution().name())
        .put("unit", rules.unit().id())
        .put("smallestGroup", rules.smallestGroup())
        .put("largestShare", BigDecimal.valueOf(rules.largestShare(), 3))
        .put("epsilon", rules.noise().epsilon().toString());
    if (!rules.unit().isCounted()) {
      out.put("cap", BigDecimal.valueOf(rules.noise().cap(), scale));
    }
    Daily daily = rules.daily();
    if (daily != null) {
      out.put("dailyEpsilon", daily.budget().toString());
      if (rules.unit() == GroupUnit.HASH) {
        out.put("dailyLeaves", daily.leaves());
      }
    }
    out.put("rounding", BigDecimal.valueOf(rules.rounding(), scale));
    Bands bands = rules.bands();
    if (bands != null) {
      ArrayNode bounds = out.putArray("bands");
      bands.bounds().forEach(bound -> bounds.add(BigDecimal.valueOf(bound, scale)));
    }
    out.put("delay", rules.delay().toString()).put("tellsZero", rules.tellsZero());
    if (!rules.dropped().isEmpty()) {
      ArrayNode dropped = out.putArray("dropped");
      rules.dropped().forEach(dropped::add);
    }
  }
}
