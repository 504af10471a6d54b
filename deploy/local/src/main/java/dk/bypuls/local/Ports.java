package dk.bypuls.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The port of each part of one city.
 *
 * @param mqtt of the broker that sensors use
 * @param mqttFeed of the live feed that anyone may subscribe to; api-service serves it
 */
public record Ports(
    int api, int ingest, int aggregator, int mqtt, int kafka, int database, int mqttFeed) {
  /** How many ports a city takes from its base on. */
  public static final int COUNT = 7;

  /** The name that its port is kept and told by. */
  static final String MQTT_FEED = "mqtt-feed";

  /** Where everything is looked for when nobody says otherwise. */
  public static final Ports DEFAULT = new Ports(8080, 8081, 8082, 1883, 9092, 5432, 1884);

  private static final int LOWEST = 1_024;
  private static final int HIGHEST = 65_535 - COUNT;

  /** Ports in a row from that one on. */
  public static Ports from(int base) {
    if (base < LOWEST || base > HIGHEST) {
      throw new PartFailure("the port base must be between " + LOWEST + " and " + HIGHEST);
    }
    return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6);
  }

  /** Part names with their ports, in the order in which people read them. */
  public Map<String, Integer> byPart() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("kafka", kafka);
    ports.put("mqtt", mqtt);
    ports.put("database", database);
    ports.put("ingest", ingest);
    ports.put("aggregator", aggregator);
    ports.put("api", api);
    ports.put(MQTT_FEED, mqttFeed);
    return ports;
  }

  /** One line for each port that somebody listens on already. */
  List<String> taken() {
    List<String> taken = new ArrayList<>();
    byPart()
        .forEach(
            (part, port) -> {
              if (!FreePorts.isFree(port)) {
                taken.add("port " + port + " of " + part + " is taken");
              }
            });
    return taken;
  }
}
