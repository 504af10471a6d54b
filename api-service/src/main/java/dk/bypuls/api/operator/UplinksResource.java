package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.UriInfo;

/**
 * What became of a device's messages lately, as ingest knows it. Its whole path stands on the
 * class: the resource with the longest path is asked alone, and of devices there is one already.
 */
@Path("/admin/v1/devices/{sensor}/uplinks")
public class UplinksResource {

  private final IngestNeighbour ingest;

  UplinksResource(IngestNeighbour ingest) {
    this.ingest = ingest;
  }

  @GET
  public JsonNode list(@PathParam("sensor") String sensor, UriInfo uri, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_EXACT_WINDOWS);
    return ingest.get(
        "/uplinks" + QuarantineResource.query(uri.getQueryParameters(), "sensor", sensor));
  }
}
