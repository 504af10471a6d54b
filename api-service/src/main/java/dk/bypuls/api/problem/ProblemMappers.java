package dk.bypuls.api.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong in a resource into a problem document. */
final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response refused(ProblemException refusal) {
    return response(refusal.problem());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException nothingHere) {
    // A parameter that cannot be read is nothing here too, to the framework; it says why.
    return response(
        nothingHere.getCause() == null
            ? Problem.notFound()
            : Problem.badRequest(
                "A parameter cannot be read, as a number that is none. /openapi says what each is."));
  }

  @ServerExceptionMapper
  Response refusedByTheFramework(WebApplicationException refusal) {
    Response told = refusal.getResponse();
    Problem problem = Problems.of(told.getStatus());
    String allow = told.getHeaderString(HttpHeaders.ALLOW);
    return response(allow == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allow));
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    LOG.error("a request failed", failure);
    return response(Problems.of(500));
  }

  private static Response response(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(problem.toJson());
    problem.headers().forEach(response::header);
    return response.build();
  }
}
