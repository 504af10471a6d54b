package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.catalogue.AreaJson;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.Stored;
import dk.bypuls.api.registry.Told;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.request.Moment;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.RegistryRecordCodec;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Orders to find out what a policy would have told of a dataset's past. Aggregator-service carries
 * them out; a report is kept for good, so that a decision can refer to its job.
 */
@Path("/admin/v1/datasets/{dataset}/simulations")
public class SimulationResource {

  private static final Duration LONGEST_RANGE = Duration.ofDays(93);
  private static final int MOST_LISTED = 10_000;

  private final Registrar registrar;
  private final RegistryArchive archive;
  private final Told told;
  private final SimulationProgress progress;

  SimulationResource(
      Registrar registrar, RegistryArchive archive, Told told, SimulationProgress progress) {
    this.registrar = registrar;
    this.archive = archive;
    this.told = told;
    this.progress = progress;
  }

  /**
   * The body of an order.
   *
   * @param policy its keys as in a registry file, as an object or as a text in YAML …
   * @param version … or the number of one that the dataset has
   * @param smallestGroups what each would cost; absent for the policy's own, twice and five times
   *     it
   */
  public record Order(
      @Nullable JsonNode policy,
      @Nullable Integer version,
      @Nullable String from,
      @Nullable String to,
      @Nullable List<Integer> smallestGroups,
      @Nullable String message) {}

  /**
   * An order, how far it is and what it found out.
   *
   * @param order as the registry keeps it, with its policy
   * @param state ordered, running, done or refused
   * @param reached the leaves that start before it were read
   * @param report only of one that is asked for by its name …
   * @param areas … and the areas that it is about, as GeoJSON
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Job(
      String job,
      String dataset,
      Instant from,
      Instant to,
      @JsonRawValue String order,
      String state,
      @Nullable Instant reached,
      @Nullable String detail,
      @Nullable Instant updatedAt,
      @Nullable JsonNode report,
      @Nullable JsonNode areas) {}

  /** All orders for a dataset, oldest first. */
  public record Jobs(List<Job> jobs) {}

  @POST
  @ResponseStatus(202)
  public Job order(
      @PathParam("dataset") String dataset, @Nullable Order asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.SIMULATE);
    String from = asked == null ? null : asked.from();
    String to = asked == null ? null : asked.to();
    if (asked == null || from == null || to == null) {
      throw Problem.badRequest(
              "Send {\"policy\":{…} or \"version\":…,\"from\":…,\"to\":…,\"message\":…}.")
          .asException();
    }
    Author author = Orders.author(caller, asked.message());
    TrialPolicies trial = new TrialPolicies(registered(dataset), this::registered);
    Policy policy = trial.policy(asked.policy(), asked.version());
    List<Integer> groups = trial.smallestGroups(policy, asked.smallestGroups());
    Changed<PolicySimulation> ordered =
        registrar.change(
            author,
            session -> {
              Instant start = Moment.parse("from", from, session.now());
              Instant end = Moment.parse("to", to, session.now());
              return order(session, dataset, policy, start, end, groups);
            });
    told.await(ordered.generation());
    return job(ordered.result(), null, null);
  }

  private Dataset registered(String id) {
    return Optional.ofNullable(registered(new EntityKey(EntityKind.DATASET, id)))
        .map(Dataset.class::cast)
        .orElseThrow(() -> Problem.notFound().asException());
  }

  private @Nullable Entity registered(EntityKey key) {
    return archive.find(key).filter(stored -> !stored.withdrawn()).map(Stored::entity).orElse(null);
  }

  private static PolicySimulation order(
      Session session,
      String dataset,
      Policy policy,
      Instant from,
      Instant to,
      List<Integer> smallestGroups)
      throws SQLException {
    if (!from.isBefore(to)
        || to.isAfter(session.now())
        || Duration.between(from, to).compareTo(LONGEST_RANGE) > 0) {
      throw Orders.refused(
          "\"from\" is before \"to\" by %d days at most, and \"to\" is not in the future."
              .formatted(LONGEST_RANGE.toDays()));
    }
    PolicySimulation order =
        new PolicySimulation(
            "simulation-" + session.now().toEpochMilli(),
            dataset,
            policy,
            from,
            to,
            smallestGroups);
    Orders.give(session, order);
    return order;
  }

  @GET
  public Jobs list(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_SIMULATIONS);
    Map<String, SimulationProgress.Noted> noted = progress.of(dataset);
    return new Jobs(orders(dataset).map(order -> job(order, noted.get(order.id()), null)).toList());
  }

  @GET
  @Path("/{job}")
  public Job one(
      @PathParam("dataset") String dataset, @PathParam("job") String job, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_SIMULATIONS);
    PolicySimulation order =
        orders(dataset)
            .filter(one -> one.id().equals(job))
            .findFirst()
            .orElseThrow(() -> Problem.notFound().asException());
    return job(order, progress.of(dataset).get(job), progress.report(job).orElse(null));
  }

  private JsonNode areas(PolicySimulation order, JsonNode report) {
    List<String> names = new ArrayList<>();
    report.path("byArea").forEach(area -> names.add(area.path("area").asText()));
    return AreaJson.collection(registered(order.dataset()), names);
  }

  private Stream<PolicySimulation> orders(String dataset) {
    return archive.list(EntityKind.SIMULATION, "", MOST_LISTED).values().stream()
        .map(stored -> (PolicySimulation) stored.entity())
        .filter(order -> order.dataset().equals(dataset));
  }

  private Job job(
      PolicySimulation order, SimulationProgress.@Nullable Noted noted, @Nullable JsonNode report) {
    return new Job(
        order.id(),
        order.dataset(),
        order.from(),
        order.to(),
        RegistryRecordCodec.entityToJson(order),
        noted == null ? "ordered" : noted.state(),
        noted == null ? null : noted.reached(),
        noted == null || noted.detail().isEmpty() ? null : noted.detail(),
        noted == null ? null : noted.at(),
        report,
        report == null ? null : areas(order, report));
  }
}
