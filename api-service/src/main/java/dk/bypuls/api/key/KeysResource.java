package dk.bypuls.api.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Registrar.Changed;
import dk.bypuls.api.registry.Told;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people decide about keys that outsiders asked for. */
@Path("/admin/v1/keys")
public class KeysResource {

  private final OpenKeys keys;
  private final Told told;

  KeysResource(OpenKeys keys, Told told) {
    this.keys = keys;
    this.told = told;
  }

  /**
   * A key without the key.
   *
   * @param contact for who may answer them alone
   * @param forgottenAt when it goes by itself; absent once it is granted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ListedKey(
      String name,
      String state,
      String purpose,
      @Nullable String contact,
      Instant requestedAt,
      @Nullable Instant forgottenAt,
      @Nullable Instant grantedAt,
      @Nullable String grantedBy) {}

  /** All that were asked for and not refused, revoked or forgotten. */
  public record KeyList(List<ListedKey> keys) {}

  /**
   * A key that counts.
   *
   * @param told whether the open side can know it
   */
  public record GrantAnswer(String name, String state, boolean told) {}

  @GET
  public KeyList list(RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.SEE_TOKENS);
    boolean mayAnswer = caller.has(Right.GRANT_KEYS);
    return new KeyList(keys.all().stream().map(request -> listed(request, mayAnswer)).toList());
  }

  private ListedKey listed(KeyRequest request, boolean mayAnswer) {
    return new ListedKey(
        request.name(),
        state(request),
        request.purpose(),
        mayAnswer ? request.contact() : null,
        request.requestedAt(),
        request.isGranted() ? null : keys.forgottenAt(request),
        request.grantedAt(),
        request.grantedBy());
  }

  private static String state(KeyRequest request) {
    return request.isGranted() ? "granted" : "requested";
  }

  @POST
  @Path("/{name}/grant")
  public GrantAnswer grant(@PathParam("name") String name, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.GRANT_KEYS);
    Changed<KeyRequest> granted = keys.grant(name, new Author(caller.name(), null));
    return new GrantAnswer(name, state(granted.result()), told.await(granted.generation()));
  }

  @DELETE
  @Path("/{name}")
  public void end(@PathParam("name") String name, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.GRANT_KEYS);
    told.await(keys.end(name, new Author(caller.name(), null)));
  }
}
