package dk.bypuls.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.answer.PolicyJson;
import dk.bypuls.events.grid.GridTree;
import dk.bypuls.events.policy.Floor;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Resolutions;
import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be tried on a dataset's past, and from where to begin.
 *
 * @param version the newest version that it has
 * @param policy that version's keys, as a simulation takes them; what the floor asks for where it
 *     has none
 * @param cells sizes of squares, from the largest to the smallest; empty where its areas have names
 * @param mostShare the most, of one, that one contributor may have of a value that is told
 * @param mayTellZero whether nothing may be told as 0
 * @param scale how many decimal places its values have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Trial(
    @Nullable Integer version,
    ObjectNode policy,
    List<Least> units,
    List<String> cells,
    List<String> resolutions,
    String mostEpsilon,
    String mostDailyEpsilon,
    BigDecimal mostShare,
    boolean mayTellZero,
    int scale) {

  /** The smallest group that a unit may have. */
  public record Least(String unit, int smallestGroup) {}

  /** For a dataset about people of whom something is kept; nothing for any other. */
  static Optional<Trial> of(Dataset dataset, Registry registry) {
    Floor floor = Floor.of(dataset.privacyClass());
    List<Policy> policies = dataset.policies() == null ? List.of() : dataset.policies();
    Policy newest = policies.isEmpty() ? null : policies.get(policies.size() - 1);
    boolean isOfHashes = newest != null && newest.rules().unit() == GroupUnit.HASH;
    boolean hasAreas = dataset.cells() != null || dataset.areas() != null;
    if (!Steps.isOfPeople(dataset) || isOfHashes || !hasAreas) {
      return Optional.empty();
    }
    List<String> sizes =
        Optional.ofNullable(dataset.cells())
            .flatMap(GridTree::find)
            .map(GridTree::sizes)
            .orElse(List.of());
    List<String> resolutions =
        Resolutions.of(dataset, registry).stream()
            .filter(each -> each.compareTo(floor.finest()) >= 0)
            .map(Enum::name)
            .toList();
    return Optional.of(
        new Trial(
            newest == null ? null : newest.version(),
            newest == null ? atTheFloor(floor, resolutions) : keys(dataset, newest, sizes),
            units(floor),
            sizes,
            resolutions,
            floor.epsilon().toString(),
            floor.dailyEpsilon().toString(),
            BigDecimal.valueOf(floor.largestShare(), 3).stripTrailingZeros(),
            floor.mayTellZero(),
            dataset.quantities().stream()
                .mapToInt(id -> Quantities.of(id).scale())
                .max()
                .orElse(0)));
  }

  private static List<Least> units(Floor floor) {
    return floor.smallestGroups().entrySet().stream()
        .filter(entry -> entry.getKey() != GroupUnit.HASH)
        .map(entry -> new Least(entry.getKey().id(), entry.getValue()))
        .toList();
  }

  private static ObjectNode keys(Dataset dataset, Policy policy, List<String> sizes) {
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    PolicyJson.write(versions, dataset, List.of(policy));
    ObjectNode keys = (ObjectNode) versions.get(0);
    keys.remove(List.of("version", "from", "tree"));
    if (!sizes.isEmpty()) {
      keys.put("cell", sizes.get(Math.min(policy.grain().depth(), sizes.size() - 1)));
    }
    return keys;
  }

  private static ObjectNode atTheFloor(Floor floor, List<String> resolutions) {
    Least least = units(floor).get(0);
    ObjectNode keys =
        JsonNodeFactory.instance
            .objectNode()
            .put("unit", least.unit())
            .put("smallestGroup", least.smallestGroup())
            .put("epsilon", floor.epsilon().toString())
            .put("resolution", resolutions.isEmpty() ? "P1D" : resolutions.get(0));
    return floor.mustBound() ? keys.put("dailyEpsilon", floor.dailyEpsilon().toString()) : keys;
  }
}
