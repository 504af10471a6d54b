package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.operator.ExampleTrials;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Change;
import dk.bypuls.api.registry.Diff;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Outcome;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.RegistrySettings;
import dk.bypuls.api.registry.Stored;
import dk.bypuls.api.registry.Told;
import dk.bypuls.api.registry.code.DecoderExamples;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Finding;
import dk.bypuls.api.registry.code.RefusedFilesException;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.api.registry.code.RegistryFile;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecordCodec;
import dk.bypuls.events.registry.Tenant;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registry over HTTP. */
@Path("/admin/v1/registry")
public class RegistryResource {

  /** They hold hashes of what opens doors; /admin/v1/tokens and …/keys list them without. */
  private static final Set<EntityKind> SECRET =
      EnumSet.of(EntityKind.SOURCE_TOKEN, EntityKind.PILOT_KEY, EntityKind.GRANTED_KEY);

  private final Registrar registrar;
  private final RegistryArchive archive;
  private final ApplyLimits limits;
  private final Told told;
  private final ExampleTrials trials;

  RegistryResource(
      Registrar registrar,
      RegistryArchive archive,
      Told told,
      ExampleTrials trials,
      RegistrySettings settings) {
    this.registrar = registrar;
    this.archive = archive;
    this.told = told;
    this.trials = trials;
    this.limits = new ApplyLimits(settings.filesPerApply(), settings.bytesPerApply());
  }

  /** The body of an apply. */
  public record ApplyRequest(@Nullable List<RegistryFile> files, @Nullable String message) {}

  /** One change, as it is answered. */
  public record AppliedChange(String kind, String id, String change, List<String> fields) {}

  /**
   * What an apply came to.
   *
   * @param proposals what is not applied but asked for, and what was decided about it
   */
  public record ApplyAnswer(
      long generation,
      boolean dryRun,
      List<AppliedChange> changes,
      int unchanged,
      List<ProposedChange> proposals,
      boolean told) {}

  /** An entity with how it got there. */
  public record EntityAnswer(
      String kind,
      String id,
      long version,
      long generation,
      boolean withdrawn,
      Instant changedAt,
      @JsonRawValue String entity) {}

  /** A page of entities. */
  public record EntityPage(List<EntityAnswer> entities, @Nullable String next) {}

  @POST
  @Path("/apply")
  public ApplyAnswer apply(
      @QueryParam("dryRun") @DefaultValue("false") String asked,
      @Nullable ApplyRequest request,
      RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.APPLY);
    boolean dryRun = isDry(asked);
    List<RegistryFile> files = limits.check(request);
    Author author = new Author(caller.name(), limits.message(request));
    try {
      tryExamples(files, author);
      Outcome outcome = registrar.apply(files, author, dryRun, diff -> mayInvent(caller, diff));
      boolean isTold =
          dryRun ? told.isTold(outcome.generation()) : told.await(outcome.generation());
      return answer(outcome, isTold);
    } catch (RefusedFilesException e) {
      throw Problem.of(
              422, "The files have mistakes; nothing was changed. Mend them, then apply again.")
          .with("errors", e.findings())
          .asException();
    }
  }

  /** Who meant to try it must not have it done for a slip. */
  private static boolean isDry(String asked) {
    if (!asked.equals("true") && !asked.equals("false")) {
      throw Problem.badRequest("dryRun is true or false; without it the files are applied.")
          .asException();
    }
    return asked.equals("true");
  }

  // Outside the transaction of the apply, which must not wait for another service.
  private void tryExamples(List<RegistryFile> files, Author author) {
    List<DecoderExamples> examples = RegistryCode.examples(files);
    if (examples.isEmpty()) {
      return;
    }
    registrar.apply(files, author, true);
    List<Finding> findings = trials.findings(examples);
    if (!findings.isEmpty()) {
      throw new RefusedFilesException(findings);
    }
  }

  private static ApplyAnswer answer(Outcome outcome, boolean told) {
    return new ApplyAnswer(
        outcome.generation(),
        outcome.dryRun(),
        outcome.diff().changes().stream().map(RegistryResource::answer).toList(),
        outcome.diff().unchanged(),
        outcome.steps().stream().map(ProposedChange::of).toList(),
        told);
  }

  /** Fiction is approved without a reviewer, so not everyone may call something that. */
  private static void mayInvent(Caller caller, Diff diff) {
    boolean invents =
        diff.changes().stream()
            .anyMatch(
                change ->
                    change.kind() == Change.Kind.CREATED
                        && change.after() instanceof Tenant tenant
                        && tenant.simulated());
    if (invents) {
      caller.mustHave(Right.INVENT);
    }
  }

  private static AppliedChange answer(Change change) {
    return new AppliedChange(
        change.key().kind().id(), change.key().id(), change.kind().id(), change.fields());
  }

  @GET
  @Path("/{kind}")
  public EntityPage list(
      @PathParam("kind") String kind,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      RoutingContext context) {
    Caller.require(context);
    EntityKind wanted = kind(kind);
    int most = Pages.limit(limit);
    List<EntityAnswer> entities =
        archive.list(wanted, after, most).entrySet().stream()
            .map(entry -> answer(entry.getKey(), entry.getValue()))
            .toList();
    String next =
        entities.size() < most
            ? null
            : "/admin/v1/registry/%s?after=%s&limit=%d"
                .formatted(kind, entities.get(most - 1).id(), most);
    return new EntityPage(entities, next);
  }

  @GET
  @Path("/{kind}/{id}")
  public EntityAnswer one(
      @PathParam("kind") String kind, @PathParam("id") String id, RoutingContext context) {
    Caller.require(context);
    EntityKey key = new EntityKey(kind(kind), id);
    Stored stored =
        archive
            .find(key)
            .orElseThrow(
                () ->
                    Problem.of(
                            404, "There is no %s. See /admin/v1/registry/%s.".formatted(key, kind))
                        .asException());
    return answer(key, stored);
  }

  private static EntityAnswer answer(EntityKey key, Stored stored) {
    return new EntityAnswer(
        key.kind().id(),
        key.id(),
        stored.version(),
        stored.generation(),
        stored.withdrawn(),
        stored.changedAt(),
        RegistryRecordCodec.entityToJson(stored.entity()));
  }

  /** One of the kinds that files have, by its name or by the name of its list. */
  private static EntityKind kind(String name) {
    for (EntityKind kind : EntityKind.values()) {
      boolean isNamed = name.equals(kind.id()) || name.equals(kind.id() + "s");
      if (isNamed && !SECRET.contains(kind)) {
        return kind;
      }
    }
    throw Problem.of(
            404,
            "No kind is called that. There are tenant, source, profile, place, sensor, dataset.")
        .asException();
  }
}
