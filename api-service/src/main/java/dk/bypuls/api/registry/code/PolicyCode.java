package dk.bypuls.api.registry.code;

import dk.bypuls.events.grid.GridTree;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A policy that nobody decided on yet, read as it would be in the file of its dataset. */
public final class PolicyCode {

  private PolicyCode() {}

  /**
   * Reads the keys of one policy, in YAML or JSON.
   *
   * @param registered what is registered under a key, if anything is
   * @throws RefusedFilesException with everything that is wrong, what is below the floor included
   */
  public static Policy read(
      RegistryFile file, Dataset dataset, Function<EntityKey, @Nullable Entity> registered) {
    Findings findings = new Findings();
    Policy policy = null;
    for (YamlNode document : one(file, findings)) {
      Entry entry = new Entry(file.name(), document, Part.POLICY, findings);
      policy = reader(dataset).readAlone(entry, dataset);
      if (policy != null) {
        PolicyCheck.checkLength(
            findings,
            entry.spot("resolution"),
            policy,
            PolicyCheck.profilesOf(dataset, registered));
      }
    }
    if (policy == null || findings.count() > 0) {
      throw new RefusedFilesException(findings.sorted());
    }
    return policy;
  }

  private static List<YamlNode> one(RegistryFile file, Findings findings) {
    List<YamlNode> documents = YamlNodes.read(file, findings);
    if (documents.size() != 1 && findings.count() == 0) {
      findings.add(
          new Spot(file.name(), 1, 1),
          "write the keys of one policy, such as unit: passage, each on a line of its own");
      return List.of();
    }
    return documents;
  }

  private static PolicyReader reader(Dataset dataset) {
    GridTree squares = Optional.ofNullable(dataset.cells()).flatMap(GridTree::find).orElse(null);
    return new PolicyReader(dataset.id(), dataset.privacyClass(), dataset.quantities(), squares);
  }
}
