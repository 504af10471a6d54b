package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.access.Role;
import dk.bypuls.api.access.Tokens;
import dk.bypuls.api.access.Tokens.Made;
import dk.bypuls.api.operator.OperatorSettings;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Told;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Tokens over HTTP. */
@Path("/admin/v1/tokens")
public class TokensResource {

  private static final String ROLES =
      Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "));

  private final Tokens tokens;
  private final Told told;
  private final OperatorSettings ingest;

  TokensResource(Tokens tokens, Told told, OperatorSettings ingest) {
    this.tokens = tokens;
    this.told = told;
    this.ingest = ingest;
  }

  /** What a new token is for: a role or a source. */
  public record TokenRequest(
      @Nullable String name, @Nullable String role, @Nullable String source) {}

  /**
   * A new token, shown once.
   *
   * @param told whether ingest can know it; only for a source's token
   * @param postTo where its messages are posted to; only for a source's token
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TokenAnswer(
      String name, String token, @Nullable Boolean told, @Nullable URI postTo) {}

  /** A token without the token. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ListedToken(
      String name, @Nullable Role role, @Nullable String source, Instant createdAt) {}

  /** All tokens. */
  public record TokenList(List<ListedToken> tokens) {}

  @POST
  @ResponseStatus(201)
  public TokenAnswer make(@Nullable TokenRequest request, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.ADMIT_SOURCES);
    if (request == null
        || request.name() == null
        || (request.role() == null) == (request.source() == null)) {
      throw Problem.badRequest(
              "Send {\"name\":…,\"role\":…} with a role (%s), or {\"name\":…,\"source\":…}."
                  .formatted(ROLES))
          .asException();
    }
    Author author = new Author(caller.name(), null);
    if (request.role() != null) {
      caller.mustHave(Right.ADMIT_PEOPLE);
      Made made = tokens.make(request.name(), role(request.role()), author);
      return new TokenAnswer(made.name(), made.token(), null, null);
    }
    String source = String.valueOf(request.source());
    Made made = tokens.makeForSource(request.name(), source, author);
    URI postTo = ingest.intake().resolve("/ingest/" + source);
    return new TokenAnswer(made.name(), made.token(), told.await(made.generation()), postTo);
  }

  private static Role role(String role) {
    return Role.find(role)
        .orElseThrow(() -> Problem.badRequest("A role is one of " + ROLES + ".").asException());
  }

  @GET
  public TokenList list(RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_TOKENS);
    return new TokenList(
        tokens.list().stream()
            .map(
                token ->
                    new ListedToken(token.name(), token.role(), token.source(), token.createdAt()))
            .toList());
  }

  @DELETE
  @Path("/{name}")
  public void revoke(@PathParam("name") String name, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.ADMIT_SOURCES);
    told.await(tokens.revoke(name, caller));
  }
}
