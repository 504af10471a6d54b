package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.admin.BackFillProgress.Noted;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.Session;
import dk.bypuls.api.registry.Told;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.request.Moment;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.BackFill;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Orders to make the windows of a sensor's range of files, which ingest has read by then.
 * Aggregator-service carries them out.
 */
@Path("/admin/v1/sensors/{sensor}/back-fill")
public class BackFillResource {

  private static final int MOST_LISTED = 10_000;
  private static final int MOST_FILES = 100;
  private static final Duration LONGEST_RANGE = Duration.ofDays(3_660);

  private final Registrar registrar;
  private final RegistryArchive archive;
  private final Told told;
  private final BackFillProgress progress;

  BackFillResource(
      Registrar registrar, RegistryArchive archive, Told told, BackFillProgress progress) {
    this.registrar = registrar;
    this.archive = archive;
    this.told = told;
    this.progress = progress;
  }

  /**
   * The body of an order.
   *
   * @param files what {@code back-fill/files} answered of each file
   */
  public record Order(
      @Nullable String from,
      @Nullable String to,
      @Nullable String message,
      boolean replace,
      @Nullable List<File> files) {}

  /** A file that ingest has read. */
  public record File(@Nullable String file, int records) {}

  /**
   * An order and how far it is.
   *
   * @param state ordered, running, done or refused
   * @param told so many windows were new or revised
   * @param same so many were in history as the files make them
   * @param left so many differ, were made of other readings, and stay
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Job(
      String job,
      String sensor,
      Instant from,
      Instant to,
      boolean replace,
      String state,
      long told,
      long same,
      long left,
      @Nullable Instant reached,
      @Nullable String detail,
      @Nullable Instant updatedAt) {}

  /** All orders for a sensor, oldest first. */
  public record Jobs(List<Job> jobs) {}

  @POST
  @ResponseStatus(202)
  public Job order(
      @PathParam("sensor") String sensor, @Nullable Order asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.FILL_BACK);
    if (asked == null || asked.from() == null || asked.to() == null) {
      throw Problem.badRequest(
              "Send {\"from\":…,\"to\":…,\"message\":…,\"files\":[{\"file\":…,\"records\":…}]}.")
          .asException();
    }
    Author author = Orders.author(caller, asked.message());
    List<BackFill.Readings> files = files(asked);
    Changed<BackFill> ordered =
        registrar.change(author, session -> order(session, sensor, asked, files));
    told.await(ordered.generation());
    return job(ordered.result(), null);
  }

  private static List<BackFill.Readings> files(Order asked) {
    List<File> files = asked.files() == null ? List.of() : asked.files();
    if (files.isEmpty()
        || files.size() > MOST_FILES
        || files.stream().anyMatch(file -> file.file() == null || file.records() < 1)) {
      throw Problem.badRequest(
              "\"files\" has 1 to %d of what POST …/back-fill/files answered: \"file\", \"records\"."
                  .formatted(MOST_FILES))
          .asException();
    }
    return files.stream()
        .map(file -> new BackFill.Readings(String.valueOf(file.file()), file.records()))
        .distinct()
        .toList();
  }

  private BackFill order(Session session, String id, Order asked, List<BackFill.Readings> files)
      throws SQLException {
    Sensor sensor =
        session
            .find(new EntityKey(EntityKind.SENSOR, id))
            .map(Sensor.class::cast)
            .orElseThrow(() -> Problem.notFound().asException());
    Instant from = Moment.parse("from", String.valueOf(asked.from()), session.now());
    Instant to = Moment.parse("to", String.valueOf(asked.to()), session.now());
    demandDays(from, to);
    List<Dataset> datasets = datasetsOf(sensor);
    demandSettled(to, datasets, session.now());
    demandAlone(id, from, to);
    BackFill order =
        new BackFill(
            "back-fill-" + session.now().toEpochMilli(), id, from, to, asked.replace(), files);
    Orders.give(session, order);
    for (Dataset dataset : datasets) {
      // A further version: its open answers are others from now on, also in caches.
      session.put(dataset);
    }
    return order;
  }

  private static void demandDays(Instant from, Instant to) {
    if (!from.isBefore(to)
        || Duration.between(from, to).compareTo(LONGEST_RANGE) > 0
        || !Resolution.P1D.spanAt(from).start().equals(from)
        || !Resolution.P1D.spanAt(to).start().equals(to)) {
      throw Orders.refused(
          "\"from\" is before \"to\" by ten years at most, and both are the beginning of a local day,"
              + " such as 2026-11-01.");
    }
  }

  private List<Dataset> datasetsOf(Sensor sensor) {
    List<Dataset> all =
        archive.list(EntityKind.DATASET, "", MOST_LISTED).values().stream()
            .map(stored -> (Dataset) stored.entity())
            .toList();
    List<Dataset> datasets = new Registry(all).datasetsOf(sensor);
    if (datasets.isEmpty()) {
      throw Orders.refused(
          "The sensor is in no dataset, so nobody has decided what is made of its readings. Register"
              + " a dataset that covers it, then order this.");
    }
    return datasets;
  }

  private static void demandSettled(Instant to, List<Dataset> datasets, Instant now) {
    Duration lateness =
        datasets.stream().map(Dataset::lateness).max(Duration::compareTo).orElse(Duration.ZERO);
    Instant settled = BackFill.settledAt(to, lateness);
    if (now.isBefore(settled)) {
      throw Orders.refused(
          ("Late readings of the range are still taken in by the usual ways until %s (lateness %s,"
                  + " and two hours). Send the file to its source instead, or order this after that.")
              .formatted(settled, lateness));
    }
  }

  private void demandAlone(String sensor, Instant from, Instant to) {
    Optional<Map<String, Noted>> noted = progress.of(sensor);
    Optional<BackFill> other =
        orders(sensor)
            .filter(order -> order.overlaps(sensor, from, to))
            .filter(order -> noted.map(it -> isOpen(it.get(order.id()))).orElse(true))
            .findFirst();
    if (other.isPresent()) {
      throw Problem.of(
              409,
              "%s is about some of the same windows and not done yet. Wait for its end."
                  .formatted(other.get().id()))
          .asException();
    }
  }

  private static boolean isOpen(@Nullable Noted noted) {
    return noted == null || !noted.isOver();
  }

  private Stream<BackFill> orders(String sensor) {
    return archive.list(EntityKind.BACK_FILL, "", MOST_LISTED).values().stream()
        .map(stored -> (BackFill) stored.entity())
        .filter(order -> order.sensor().equals(sensor));
  }

  @GET
  public Jobs list(@PathParam("sensor") String sensor, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    Map<String, Noted> noted = progress.of(sensor).orElse(Map.of());
    return new Jobs(orders(sensor).map(order -> job(order, noted.get(order.id()))).toList());
  }

  private static Job job(BackFill order, @Nullable Noted noted) {
    return new Job(
        order.id(),
        order.sensor(),
        order.from(),
        order.to(),
        order.replace(),
        noted == null ? "ordered" : noted.state(),
        noted == null ? 0 : noted.told(),
        noted == null ? 0 : noted.same(),
        noted == null ? 0 : noted.left(),
        noted == null ? null : noted.reached(),
        noted == null || noted.detail().isEmpty() ? null : noted.detail(),
        noted == null ? null : noted.at());
  }
}
