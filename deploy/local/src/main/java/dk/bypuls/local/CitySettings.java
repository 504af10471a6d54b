package dk.bypuls.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a city was started with, kept in its file {@code city.properties} for every later command.
 */
public record CitySettings(Ports ports, boolean empty, Instant born) {
  private static final String FILE = "city.properties";
  private static final String EMPTY = "empty";
  private static final String BORN = "born";
  private static final String PORT = ".port";

  /** The settings of the city in that folder, if one was ever started there. */
  public static Optional<CitySettings> read(CityFolder city) {
    Path file = city.path().resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return Optional.of(
        new CitySettings(
            new Ports(
                port(properties, "api", file),
                port(properties, "ingest", file),
                port(properties, "aggregator", file),
                port(properties, "mqtt", file),
                port(properties, "kafka", file),
                port(properties, "database", file),
                mqttFeed(properties, file)),
            Boolean.parseBoolean(properties.getProperty(EMPTY, "false")),
            Instant.parse(properties.getProperty(BORN))));
  }

  /** A city from before there was such a feed gets the port that it would have now. */
  private static int mqttFeed(Properties properties, Path file) {
    if (properties.containsKey(Ports.MQTT_FEED + PORT)) {
      return port(properties, Ports.MQTT_FEED, file);
    }
    int api = port(properties, "api", file);
    return api == Ports.DEFAULT.api() ? Ports.DEFAULT.mqttFeed() : api + Ports.COUNT - 1;
  }

  private static int port(Properties properties, String part, Path file) {
    try {
      return Integer.parseInt(properties.getProperty(part + PORT, ""));
    } catch (NumberFormatException e) {
      throw new PartFailure(file + " has no usable line " + part + PORT + "=…", e);
    }
  }

  void write(CityFolder city) {
    Properties properties = new Properties();
    for (Map.Entry<String, Integer> port : ports.byPart().entrySet()) {
      properties.setProperty(port.getKey() + PORT, Integer.toString(port.getValue()));
    }
    properties.setProperty(BORN, born.toString());
    properties.setProperty(EMPTY, Boolean.toString(empty));
    Path file = city.path().resolve(FILE);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "The city in this folder");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
