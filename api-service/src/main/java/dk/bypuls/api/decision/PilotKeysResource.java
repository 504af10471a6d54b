package dk.bypuls.api.decision;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Told;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Who is invited to a dataset's pilot, over HTTP. */
@Path("/admin/v1/datasets/{dataset}/keys")
public class PilotKeysResource {

  private final PilotKeys keys;
  private final Told told;

  PilotKeysResource(PilotKeys keys, Told told) {
    this.keys = keys;
    this.told = told;
  }

  /** Whom a key is for. */
  public record KeyRequest(@Nullable String name) {}

  /**
   * A new key, shown once.
   *
   * @param told whether the open side can know it
   */
  public record KeyAnswer(String name, String key, boolean told) {}

  /** A key without the key. */
  public record ListedKey(String name, Instant createdAt) {}

  /** All keys to a pilot. */
  public record KeyList(List<ListedKey> keys) {}

  @POST
  @ResponseStatus(201)
  public KeyAnswer make(
      @PathParam("dataset") String dataset, @Nullable KeyRequest asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.INVITE);
    if (asked == null || asked.name() == null) {
      throw Problem.badRequest("Send {\"name\":…}: whom the key is for.").asException();
    }
    PilotKeys.Made made = keys.make(dataset, asked.name(), new Author(caller.name(), null));
    return new KeyAnswer(asked.name(), made.key(), told.await(made.generation()));
  }

  @GET
  public KeyList list(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_TOKENS);
    return new KeyList(
        keys.list(dataset).stream()
            .map(key -> new ListedKey(key.name(), key.createdAt()))
            .toList());
  }

  @DELETE
  @Path("/{name}")
  public void revoke(
      @PathParam("dataset") String dataset,
      @PathParam("name") String name,
      RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.INVITE);
    told.await(keys.revoke(dataset, name, new Author(caller.name(), null)));
  }
}
