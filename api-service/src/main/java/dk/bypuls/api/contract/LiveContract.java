package dk.bypuls.api.contract;

import io.vertx.core.net.HostAndPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contract of all that is told as it happens. What a window is stands in the contract of all
 * that is asked, and is taken from there: it is the same.
 */
final class LiveContract {

  private static final String ASKED = "META-INF/openapi.yaml";
  private static final String LIVE = "META-INF/asyncapi.yaml";
  private static final List<String> OF_BOTH = List.of("Window", "Text");

  private static final String SERVERS = "servers";

  /** What there is of it where there is no MQTT feed: nothing. */
  private static final String DEVICES = "devices";

  private static final Map<String, List<String>> OF_DEVICES =
      Map.of(
          SERVERS,
          List.of(DEVICES),
          "channels",
          List.of("topic", "topicOfDataset"),
          "operations",
          List.of("subscribe", "subscribeToDataset"));

  private final Map<String, Object> document = document();
  private final int mqttPort;

  /**
   * That of one service.
   *
   * @param mqttPort where its MQTT feed listens; 0 where there is none
   */
  LiveContract(int mqttPort) {
    this.mqttPort = mqttPort;
    if (mqttPort == 0) {
      OF_DEVICES.forEach((part, names) -> member(document, part).keySet().removeAll(names));
    }
  }

  /**
   * The document as it holds for who asks.
   *
   * @param here the name and port at which it was asked for; absent where nobody said
   */
  Map<String, Object> at(@Nullable HostAndPort here, boolean isSecure) {
    if (here == null) {
      return document;
    }
    Map<String, Object> servers = new LinkedHashMap<>(member(document, SERVERS));
    servers.put("city", server("city", isSecure ? "https" : "http", here.toString()));
    servers.put("socket", server("socket", isSecure ? "wss" : "ws", here.toString()));
    if (mqttPort != 0) {
      servers.put(DEVICES, server(DEVICES, "mqtt", here.host() + ":" + mqttPort));
    }
    Map<String, Object> whole = new LinkedHashMap<>(document);
    whole.put(SERVERS, servers);
    return whole;
  }

  private Map<String, Object> server(String name, String protocol, String host) {
    Map<String, Object> server = new LinkedHashMap<>(member(member(document, SERVERS), name));
    Map<String, Object> variables = new LinkedHashMap<>(member(server, "variables"));
    Map<String, Object> named = new LinkedHashMap<>(member(variables, "host"));
    named.put("default", host);
    variables.put("host", named);
    server.put("protocol", protocol);
    server.put("variables", variables);
    return server;
  }

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
