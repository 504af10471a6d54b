package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.Told;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.request.Moment;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.vocabulary.PrivacyClass;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Orders to take back what a dataset has published. In force as soon as the registry has told them:
 * no open answer has any of it from then on. Aggregator-service deletes it, and tells who listens.
 */
@Path("/admin/v1/datasets/{dataset}/recalls")
public class RecallResource {

  private static final int MOST_LISTED = 10_000;

  private final Registrar registrar;
  private final RegistryArchive archive;
  private final Told told;
  private final RecallProgress progress;
  private final RecallReach reach;

  RecallResource(
      Registrar registrar,
      RegistryArchive archive,
      Told told,
      RecallProgress progress,
      RecallReach reach) {
    this.registrar = registrar;
    this.reach = reach;
    this.archive = archive;
    this.told = told;
    this.progress = progress;
  }

  /** The body of an order: all of the dataset where it has no range. */
  public record Order(@Nullable String from, @Nullable String to, @Nullable String message) {}

  /**
   * An order and how far it is.
   *
   * @param from absent for from the beginning on
   * @param to absent for all that comes, too
   * @param state ordered (nothing of it is told any more), running (who listens has been told) or
   *     done (it is deleted)
   * @param deleted so many rows, all revisions, that the open history has lost to it
   * @param alsoIn public datasets that have some of the same sensors' quantities, and still do
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Job(
      String job,
      String dataset,
      @Nullable Instant from,
      @Nullable Instant to,
      Instant orderedAt,
      String state,
      long deleted,
      @Nullable Instant updatedAt,
      List<String> alsoIn) {}

  /** All orders for a dataset, oldest first. */
  public record Jobs(List<Job> jobs) {}

  @POST
  @ResponseStatus(202)
  public Job order(
      @PathParam("dataset") String dataset, @Nullable Order asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.RECALL);
    Author author = Orders.author(caller, asked == null ? null : asked.message());
    String from = asked == null ? null : asked.from();
    String to = asked == null ? null : asked.to();
    Changed<Recall> ordered =
        registrar.change(author, session -> order(session, dataset, from, to));
    told.await(ordered.generation());
    return job(ordered.result(), progress.of(dataset).get(ordered.result().id()));
  }

  private Recall order(Session session, String id, @Nullable String from, @Nullable String to)
      throws SQLException {
    Dataset dataset =
        session
            .find(new EntityKey(EntityKind.DATASET, id))
            .map(Dataset.class::cast)
            .orElseThrow(() -> Problem.notFound().asException());
    Recall asked = asked(dataset, from, to, session.now());
    Instant start = asked.from();
    Instant end = asked.to();
    Optional<Recall> same =
        orders(id).filter(order -> order.saysAll(start, end, dataset.publication())).findFirst();
    return same.isPresent() ? same.get() : order(session, dataset, start, end);
  }

  /** What would be ordered now, if it may be. */
  private static Recall asked(
      Dataset dataset, @Nullable String from, @Nullable String to, Instant now) {
    if (dataset.privacyClass() == PrivacyClass.INTERNAL) {
      throw Orders.refused("The dataset is internal: nothing of it was ever published.");
    }
    Instant start = from == null ? null : Moment.parse("from", from, now);
    Instant end = to == null ? null : Moment.parse("to", to, now);
    if (start != null && end != null && !start.isBefore(end)) {
      throw Orders.refused("\"from\" is before \"to\".");
    }
    return new Recall("recall-" + now.toEpochMilli(), dataset.id(), start, end, now);
  }

  private static Recall order(
      Session session, Dataset dataset, @Nullable Instant from, @Nullable Instant to)
      throws SQLException {
    String id = "recall-" + session.now().toEpochMilli();
    Recall order = new Recall(id, dataset.id(), from, to, session.now());
    Orders.give(session, order);
    // A further version of the dataset: its open answers are others from now on, also in caches.
    session.put(dataset);
    return order;
  }

  @GET
  @Path("/reach")
  public RecallReach.Reach reach(
      @PathParam("dataset") String dataset,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    Dataset known =
        archive
            .find(new EntityKey(EntityKind.DATASET, dataset))
            .map(stored -> (Dataset) stored.entity())
            .orElseThrow(() -> Problem.notFound().asException());
    Recall asked = asked(known, from, to, Instant.now());
    return reach.of(dataset, asked.stretch(known.publication()));
  }

  @GET
  public Jobs list(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    Map<String, RecallProgress.Noted> noted = progress.of(dataset);
    return new Jobs(orders(dataset).map(order -> job(order, noted.get(order.id()))).toList());
  }

  private Stream<Recall> orders(String dataset) {
    return archive.list(EntityKind.RECALL, "", MOST_LISTED).values().stream()
        .map(stored -> (Recall) stored.entity())
        .filter(order -> order.dataset().equals(dataset));
  }

  private Job job(Recall order, RecallProgress.@Nullable Noted noted) {
    return new Job(
        order.id(),
        order.dataset(),
        order.from(),
        order.to(),
        order.at(),
        noted == null ? "ordered" : noted.state(),
        noted == null ? 0 : noted.deleted(),
        noted == null ? null : noted.at(),
        reach.alsoIn(order.dataset()));
  }
}
