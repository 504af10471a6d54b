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
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.vocabulary.PrivacyClass;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Orders to publish what a dataset kept inside before it was public. The decision is the
 * registry's; an order only has it carried out for the past, by aggregator-service.
 */
@Path("/admin/v1/datasets/{dataset}/back-publication")
public class BackPublicationResource {

  private static final int MOST_LISTED = 10_000;
  private static final String ORDERED = "ordered";

  private final Registrar registrar;
  private final RegistryArchive archive;
  private final Told told;
  private final BackProgress progress;

  BackPublicationResource(
      Registrar registrar, RegistryArchive archive, Told told, BackProgress progress) {
    this.registrar = registrar;
    this.archive = archive;
    this.told = told;
    this.progress = progress;
  }

  /** The body of an order. */
  public record Order(@Nullable String from, @Nullable String to, @Nullable String message) {}

  /**
   * An order and how far it is.
   *
   * @param state ordered, running, done or refused
   * @param reached the start of the last window that is done with, in the resolution it is at
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Job(
      String job,
      String dataset,
      Instant from,
      Instant to,
      String state,
      long published,
      long passedOver,
      @Nullable Instant reached,
      @Nullable String detail,
      @Nullable Instant updatedAt) {}

  /** All orders for a dataset, oldest first. */
  public record Jobs(List<Job> jobs) {}

  @POST
  @ResponseStatus(202)
  public Job order(
      @PathParam("dataset") String dataset, @Nullable Order asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.PUBLISH_BACK);
    String from = asked == null ? null : asked.from();
    String to = asked == null ? null : asked.to();
    if (asked == null || from == null || to == null) {
      throw Problem.badRequest(
              "Send {\"from\":…,\"to\":…,\"message\":…}: the range of starts, and why.")
          .asException();
    }
    Author author = Orders.author(caller, asked.message());
    Changed<BackPublication> ordered =
        registrar.change(author, session -> order(session, dataset, from, to));
    told.await(ordered.generation());
    return job(ordered.result(), null);
  }

  private static BackPublication order(Session session, String id, String from, String to)
      throws SQLException {
    Dataset dataset =
        session
            .find(new EntityKey(EntityKind.DATASET, id))
            .map(Dataset.class::cast)
            .orElseThrow(() -> Problem.notFound().asException());
    Instant start = Moment.parse("from", from, session.now());
    Instant end = Moment.parse("to", to, session.now());
    if (!start.isBefore(end) || end.isAfter(session.now())) {
      throw Orders.refused("\"from\" is before \"to\", and \"to\" is not in the future.");
    }
    Dataset reaching = reaching(dataset, start, end);
    BackPublication order =
        new BackPublication("publish-back-" + session.now().toEpochMilli(), id, start, end);
    Orders.give(session, order);
    // A further version of the dataset: its open answers are others from now on, also in caches.
    session.put(reaching);
    return order;
  }

  /** The dataset with what the order publishes, if that was approved. */
  private static Dataset reaching(Dataset dataset, Instant start, Instant end) {
    if (dataset.privacyClass() == PrivacyClass.INTERNAL) {
      throw Orders.refused("The dataset is internal: nothing of it is ever published.");
    }
    demandThatItCanBeCounted(dataset);
    Dataset.Publication decision = dataset.publication();
    if (decision == null || !dataset.letsWindowsOut()) {
      throw Orders.refused(
          "Nobody decided that the dataset is public: it is %s. See ./bypuls gate %s; order this when it is a pilot or public."
              .formatted(dataset.stage().id(), dataset.id()));
    }
    if (dataset.tells(start, dataset.protection().isPresent())) {
      return dataset;
    }
    Dataset.Standing standing = decision.standing();
    Instant reach = standing == null ? null : standing.reachesBackTo();
    if (reach == null || start.isBefore(reach)) {
      Instant earliest = reach == null ? decision.from() : reach;
      throw Orders.refused(
          ("The decision %s publishes windows from %s on. Either propose anew (publication.from at"
                  + " or before %s) and have it approved, or order from %s on.")
              .formatted(decision.reference(), earliest, start, earliest));
    }
    if (end.isBefore(decision.from())) {
      throw Orders.refused(
          "What is published is one stretch: order up to %s, where it begins now, or later."
              .formatted(decision.from()));
    }
    return dataset.with(decision.at(start, standing));
  }

  /** Hashes are kept for no longer than their day, so who was there cannot be counted later. */
  private static void demandThatItCanBeCounted(Dataset dataset) {
    boolean ofHashes =
        dataset.protection().stream()
            .flatMap(policies -> policies.versions().stream())
            .anyMatch(policy -> policy.rules().unit() == GroupUnit.HASH);
    if (ofHashes) {
      throw Orders.refused(
          "The groups of the dataset are of hashes, which are not kept: its past cannot be told."
              + " It begins where it was decided.");
    }
  }

  @GET
  public Jobs list(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    Map<String, BackProgress.Noted> noted = progress.of(dataset);
    return new Jobs(
        archive.list(EntityKind.BACK_PUBLICATION, "", MOST_LISTED).values().stream()
            .map(stored -> (BackPublication) stored.entity())
            .filter(order -> order.dataset().equals(dataset))
            .map(order -> job(order, noted.get(order.id())))
            .toList());
  }

  private static Job job(BackPublication order, BackProgress.@Nullable Noted noted) {
    if (noted == null) {
      return new Job(
          order.id(), order.dataset(), order.from(), order.to(), ORDERED, 0, 0, null, null, null);
    }
    return new Job(
        order.id(),
        order.dataset(),
        order.from(),
        order.to(),
        noted.state(),
        noted.published(),
        noted.passedOver(),
        noted.reached(),
        noted.detail().isEmpty() ? null : noted.detail(),
        noted.at());
  }
}
