package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.admin.TighteningProgress.Count;
import dk.bypuls.api.admin.TighteningProgress.Noted;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of what was out when later versions of a dataset's policy came into force. Nobody
 * orders it: that a version was approved is the order.
 */
@Path("/admin/v1/datasets/{dataset}/tightenings")
public class TighteningResource {

  private final RegistryArchive archive;
  private final TighteningProgress progress;

  TighteningResource(RegistryArchive archive, TighteningProgress progress) {
    this.archive = archive;
    this.progress = progress;
  }

  /**
   * What a version did to what was out.
   *
   * @param state stays (it is stricter in nothing), ahead (it is not in force yet), ordered (what
   *     was told before is told no more), running (it is told anew) or done
   * @param reached what starts before it was told anew
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Job(
      String job,
      int version,
      Instant from,
      String state,
      @Nullable Instant reached,
      @Nullable Instant updatedAt,
      List<Count> report) {}

  /** Of all versions but the first, oldest first. */
  public record Jobs(List<Job> jobs) {}

  @GET
  public Jobs list(@PathParam("dataset") String id, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    Dataset dataset =
        archive
            .find(new EntityKey(EntityKind.DATASET, id))
            .map(stored -> (Dataset) stored.entity())
            .orElseThrow(() -> Problem.notFound().asException());
    List<Policy> versions = dataset.policies();
    if (versions == null) {
      return new Jobs(List.of());
    }
    PolicyHistory policies = new PolicyHistory(versions);
    Map<String, Noted> noted = progress.of(id);
    List<Count> counts = progress.counts(id);
    return new Jobs(
        versions.stream()
            .skip(1)
            .map(
                each ->
                    job(id, each, policies, noted.get(Integer.toString(each.version())), counts))
            .toList());
  }

  private static Job job(
      String dataset,
      Policy policy,
      PolicyHistory policies,
      @Nullable Noted noted,
      List<Count> counts) {
    return new Job(
        "policy-" + dataset + "-" + policy.version(),
        policy.version(),
        policy.from(),
        noted == null ? notBegun(policy, policies) : noted.state(),
        noted == null ? null : noted.reached(),
        noted == null ? null : noted.at(),
        counts.stream().filter(count -> count.version() == policy.version()).toList());
  }

  private static String notBegun(Policy policy, PolicyHistory policies) {
    if (!policies.tightens(policy)) {
      return "stays";
    }
    return policy.from().isAfter(Instant.now()) ? "ahead" : "ordered";
  }
}
