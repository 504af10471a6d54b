package dk.bypuls.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.allowance.BoundedCache;
import dk.bypuls.api.live.LiveLimits;
import dk.bypuls.api.request.Parameters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code /asyncapi}: in YAML, or in JSON where that is asked for, as {@code /openapi} is given too.
 */
@ApplicationScoped
public class ContractRoute {

  private static final List<String> FORMATS = List.of("yaml", "json");

  private static final int BYTES_KEPT = 1024 * 1024;

  private final ObjectMapper mapper;
  private final LiveContract live;

  /** As it was written for who asked by that name: to write it takes an event loop some time. */
  private final BoundedCache<Written, String> written =
      new BoundedCache<>(BYTES_KEPT, (asked, text) -> text.length());

  ContractRoute(ObjectMapper mapper, LiveLimits limits) {
    this.mapper = mapper;
    this.live = new LiveContract(limits.mqtt().port());
  }

  void register(@Observes Router router) {
    router.route("/asyncapi").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::give);
  }

  private void give(RoutingContext request) {
    String format = Parameters.of(request, Set.of("format")).one("format").orElse("");
    if (!format.isEmpty()) {
      Parameters.requireKnown("format", format, FORMATS);
    }
    String accept = request.request().getHeader("Accept");
    boolean asJson = format.isEmpty() ? prefersJson(accept) : format.equals("json");
    HostAndPort here = request.request().authority();
    boolean isSecure = "https".equals(request.request().scheme());
    request
        .response()
        .putHeader("Content-Type", asJson ? "application/json" : "application/yaml")
        .putHeader("Vary", "Accept")
        .end(text(here, isSecure, asJson));
  }

  private String text(@Nullable HostAndPort here, boolean isSecure, boolean asJson) {
    Written asked = new Written(String.valueOf(here), isSecure, asJson);
    String known = written.find(asked);
    if (known != null) {
      return known;
    }
    Map<String, Object> document = live.at(here, isSecure);
    String text = asJson ? json(document) : yaml(document);
    written.put(asked, text);
    return text;
  }

  private record Written(String here, boolean isSecure, boolean asJson) {}

  private String json(Map<String, Object> document) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the contract of live cannot be written", e);
    }
  }

  private static String yaml(Map<String, Object> document) {
    DumperOptions readable = new DumperOptions();
    readable.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(readable).dump(document);
  }

  private static boolean prefersJson(@Nullable String accept) {
    return accept != null && accept.contains("json") && !accept.contains("yaml");
  }
}
