package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What a message would become, and which fields are dropped because no profile declares them. */
@Path("/admin/v1")
public class DecodeResource {

  private final IngestNeighbour ingest;

  DecodeResource(IngestNeighbour ingest) {
    this.ingest = ingest;
  }

  @POST
  @Path("/decode")
  public JsonNode decode(@Nullable ObjectNode message, RoutingContext context) {
    Caller.require(context).mustHave(Right.WORK_ON_QUARANTINE);
    if (message == null) {
      throw Problem.badRequest(
              "Send {\"profile\":…,\"port\":…,\"hex\":…}, {\"source\":…,\"text\":…}, or"
                  + " {\"decoder\":…,\"examples\":[…]}.")
          .asException();
    }
    return ingest.post(message.has("decoder") ? "/examples" : "/decode", message);
  }

  @GET
  @Path("/undeclared-fields")
  public JsonNode undeclared(
      @QueryParam("source") @Nullable String source, RoutingContext context) {
    Caller.require(context);
    return ingest.get(
        "/undeclared-fields"
            + (source == null ? "" : "?source=" + QuarantineResource.encoded(source)));
  }
}
