package dk.bypuls.api.decision;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Datasets as cases, over HTTP: which there are, and each to be read from top to bottom. */
@Path("/admin/v1/datasets")
public class CaseResource {

  private final Cases cases;

  CaseResource(Cases cases) {
    this.cases = cases;
  }

  @GET
  public CaseList list(RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.SEE_REGISTRY);
    return cases.all(caller);
  }

  @GET
  @Path("/{dataset}/case")
  public CaseView one(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.SEE_REGISTRY);
    return cases.one(dataset, caller);
  }
}
