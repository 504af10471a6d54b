package dk.bypuls.api.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The contract of all that is told as it happens. What a window is stands in the contract of all
 * that is asked, and is taken from there: it is the same.
 */
final class LiveContract {

  private static final String ASKED = "META-INF/openapi.yaml";
  private static final String LIVE = "META-INF/asyncapi.yaml";
  private static final List<String> OF_BOTH = List.of("Window", "Text");

  private LiveContract() {}

  /** The document, whole. */
  static Map<String, Object> document() {
    Map<String, Object> live = ContractFile.read(LIVE);
    Map<String, Object> schemas = schemasOf(live);
    Map<String, Object> asked = schemasOf(ContractFile.read(ASKED));
    OF_BOTH.forEach(name -> schemas.put(name, member(asked, name)));
    return live;
  }

  private static Map<String, Object> schemasOf(Map<String, Object> document) {
    return member(member(document, "components"), "schemas");
  }

  @SuppressWarnings("unchecked") // the documents are part of this program
  private static Map<String, Object> member(Map<String, Object> of, String name) {
    return (Map<String, Object>) Objects.requireNonNull(of.get(name), name);
  }
}
