package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The quarantine over HTTP: ingest has its keys, and works; here is checked and written who asks.
 */
@Path("/admin/v1/quarantine")
public class QuarantineResource {

  private static final Pattern ENTRY = Pattern.compile("\\d{1,4}-\\d{1,18}");
  private static final String PATH = "/quarantine";

  private final IngestNeighbour ingest;
  private final Written written;

  QuarantineResource(IngestNeighbour ingest, Written written) {
    this.ingest = ingest;
    this.written = written;
  }

  @GET
  public JsonNode list(UriInfo uri, RoutingContext context) {
    Caller.require(context);
    return ingest.get(PATH + query(uri.getQueryParameters()));
  }

  private static String query(MultivaluedMap<String, String> parameters) {
    return query(parameters, List.of());
  }

  /** What was asked, and one thing more: what was asked by that name does not count. */
  static String query(MultivaluedMap<String, String> parameters, String name, String value) {
    MultivaluedMap<String, String> others = new MultivaluedHashMap<>(parameters);
    others.remove(name);
    return query(others, List.of(encoded(name) + "=" + encoded(value)));
  }

  private static String query(MultivaluedMap<String, String> parameters, List<String> first) {
    List<String> pairs = new ArrayList<>(first);
    parameters.forEach(
        (name, values) -> values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @GET
  @Path("/{entry}")
  public JsonNode show(
      @PathParam("entry") String entry,
      @QueryParam("original") @DefaultValue("false") boolean original,
      @QueryParam("message") @Nullable String message,
      RoutingContext context) {
    Caller caller = Caller.require(context);
    if (!ENTRY.matcher(entry).matches()) {
      throw Problem.badRequest("An entry is named by its partition and offset, as 3-1042.")
          .asException();
    }
    if (original) {
      caller.mustHave(Right.WORK_ON_QUARANTINE);
      written.down(caller, "opened", entry, message, null);
    }
    return ingest.get(PATH + "/" + entry + (original ? "?original=true" : ""));
  }

  @POST
  @Path("/replay")
  public JsonNode replay(@Nullable ObjectNode order, RoutingContext context) {
    return done("replay", "replayed", order, context);
  }

  @POST
  @Path("/drop")
  public JsonNode drop(@Nullable ObjectNode order, RoutingContext context) {
    return done("drop", "dropped", order, context);
  }

  private JsonNode done(
      String verb, String action, @Nullable ObjectNode order, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.WORK_ON_QUARANTINE);
    if (order == null) {
      throw Problem.badRequest(
              "Send {\"entries\":[…]}, or a filter as {\"source\":…,\"reason\":…}, or {\"all\":true}.")
          .asException();
    }
    ObjectNode passed = order.deepCopy();
    JsonNode message = passed.remove("message");
    String request = UUID.randomUUID().toString();
    passed.put("request", request);
    written.down(
        caller, action, request, message == null ? null : message.asText(null), passed.toString());
    JsonNode answer = ingest.post(PATH + "/" + verb, passed);
    return answer instanceof ObjectNode told ? told.put("request", request) : answer;
  }
}
