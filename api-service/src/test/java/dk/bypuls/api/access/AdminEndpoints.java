package dk.bypuls.api.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which role may do what, written down a second time: a change of the table is a change here. */
public final class AdminEndpoints {

  private static final String ALL = "viewer engineer owner reviewer auditor admin";
  private static final String SEERS = "viewer engineer auditor admin";

  private static final Map<String, String> TABLE = new TreeMap<>();

  static {
    may("GET /me", ALL);
    may("POST /registry/apply", "engineer admin");
    may("GET /registry/{kind}", ALL);
    may("GET /registry/{kind}/{id}", ALL);
    may("GET /devices", ALL);
    may("GET /devices/{sensor}/uplinks", SEERS);
    may("GET /sources", ALL);
    may("GET /vocabulary", ALL);
    may("GET /audit", "engineer reviewer auditor admin");
    may("GET /audit/verification", "engineer reviewer auditor admin");
    may("GET /tokens", "engineer owner auditor admin");
    may("POST /tokens", "engineer admin");
    may("DELETE /tokens/{name}", "engineer admin");
    may("GET /keys", "engineer owner auditor admin");
    may("POST /keys/{name}/grant", "engineer admin");
    may("DELETE /keys/{name}", "engineer admin");
    may("GET /quarantine", SEERS);
    may("GET /quarantine/{entry}", SEERS);
    may("POST /quarantine/replay", "engineer admin");
    may("POST /quarantine/drop", "engineer admin");
    may("POST /decode", "engineer admin");
    may("GET /undeclared-fields", SEERS);
    may("GET /sensors/{sensor}/back-fill", ALL);
    may("POST /sensors/{sensor}/back-fill", "admin");
    may("POST /sensors/{sensor}/back-fill/files", "admin");
    may("GET /live", SEERS);
    may("GET /datasets", ALL);
    may("GET /datasets/{dataset}/case", ALL);
    may("GET /datasets/{dataset}/windows", SEERS);
    may("GET /datasets/{dataset}/latest", SEERS);
    may("GET /datasets/{dataset}/back-publication", ALL);
    may("POST /datasets/{dataset}/back-publication", "owner admin");
    may("GET /datasets/{dataset}/recalls", ALL);
    may("GET /datasets/{dataset}/recalls/reach", ALL);
    may("POST /datasets/{dataset}/recalls", "reviewer admin");
    may("GET /datasets/{dataset}/simulations", "owner reviewer auditor admin");
    may("GET /datasets/{dataset}/simulations/{job}", "owner reviewer auditor admin");
    may("POST /datasets/{dataset}/simulations", "owner reviewer admin");
    may("GET /datasets/{dataset}/tightenings", ALL);
    may("GET /datasets/{dataset}/gate", ALL);
    may("POST /datasets/{dataset}/gate/propose", "owner admin");
    may("POST /datasets/{dataset}/gate/approve", "reviewer admin");
    may("POST /datasets/{dataset}/gate/reject", "reviewer admin");
    may("POST /datasets/{dataset}/gate/advance", "owner reviewer admin");
    may("GET /datasets/{dataset}/keys", "engineer owner auditor admin");
    may("POST /datasets/{dataset}/keys", "owner admin");
    may("DELETE /datasets/{dataset}/keys/{name}", "owner admin");
    may("GET /feedback", "engineer owner auditor admin");
    may("GET /datasets/{dataset}/feedback", "engineer owner auditor admin");
    may("POST /datasets/{dataset}/feedback/{id}", "engineer owner admin");
  }

  private AdminEndpoints() {}

  private static void may(String endpoint, String roles) {
    TABLE.put(endpoint.replace(" ", " /admin/v1"), roles);
  }

  /** An endpoint and the ids of the roles that may. */
  public record Endpoint(String method, String path, Set<String> roles) {

    /** An address of it; nothing is registered by those names. */
    public String address() {
      return path.replaceAll("\\{[^}]*}", "nothing");
    }
  }

  public static List<Endpoint> all() {
    return TABLE.entrySet().stream()
        .map(
            entry -> {
              String[] endpoint = entry.getKey().split(" ", -1);
              Set<String> roles =
                  Arrays.stream(entry.getValue().split(" ", -1)).collect(Collectors.toSet());
              return new Endpoint(endpoint[0], endpoint[1], roles);
            })
        .toList();
  }
}
