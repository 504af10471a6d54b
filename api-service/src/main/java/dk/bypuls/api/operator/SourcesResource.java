package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What ingest knows of sources now. */
@Path("/admin/v1/sources")
public class SourcesResource {

  private final IngestNeighbour ingest;

  SourcesResource(IngestNeighbour ingest) {
    this.ingest = ingest;
  }

  @GET
  public JsonNode sources(RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    return ingest.get("/sources");
  }
}
