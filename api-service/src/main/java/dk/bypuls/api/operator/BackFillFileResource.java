package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of one sensor's past, for ingest to read. It changes nothing by itself: an order at {@code
 * back-fill} names the files that windows are made of.
 */
@Path("/admin/v1/sensors/{sensor}/back-fill/files")
public class BackFillFileResource {

  private final IngestNeighbour ingest;

  BackFillFileResource(IngestNeighbour ingest) {
    this.ingest = ingest;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public JsonNode read(
      @PathParam("sensor") String sensor,
      @QueryParam("source") @Nullable String source,
      @HeaderParam("content-type") @Nullable String type,
      byte @Nullable [] file,
      RoutingContext context) {
    Caller.require(context).mustHave(Right.FILL_BACK);
    if (source == null || file == null || file.length == 0) {
      throw Problem.badRequest(
              "Send the file as the body, and say ?source= whose format it is written in.")
          .asException();
    }
    JsonNode answer =
        ingest.post(
            "/back-fill?source="
                + QuarantineResource.encoded(source)
                + "&sensor="
                + QuarantineResource.encoded(sensor),
            type == null ? "application/octet-stream" : type,
            file);
    if (!answer.has("file")) {
      throw notUnderstood(answer).asException();
    }
    return answer;
  }

  private static Problem notUnderstood(JsonNode told) {
    Problem problem =
        Problem.of(
            422,
            "Not all of the file is understood, or nothing is in it; nothing was changed. Mend it,"
                + " then give it again.");
    for (Map.Entry<String, JsonNode> member : told.properties()) {
      problem = problem.with(member.getKey(), member.getValue());
    }
    return problem;
  }
}
