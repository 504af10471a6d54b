package dk.bypuls.ingest;

import dk.bypuls.events.Sha256;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Decoder.Script;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Profile.Field;
import dk.bypuls.events.registry.Profile.Product;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Http;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.events.registry.SourceToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small town for tests: two sources, one air sensor that speaks by both, and one door. */
public final class Havnstrup {

  public static final String LORAWAN = "havnstrup-lorawan";
  public static final String HTTP = "havnstrup-http";
  public static final String AIR = "havnstrup-air-01";
  public static final String DOOR = "havnstrup-door-01";
  public static final String LEVEL = "havnstrup-level-01";
  public static final String DEV_EUI = "a84041000181c061";
  public static final String LEVEL_DEV_EUI = "a84041000181c063";
  public static final String TOKEN = "havnstrup-token-0123456789";

  private static final String SCRIPT =
      "function Decoder(bytes, port) { return {length: bytes[3] / 100}; }";

  private Havnstrup() {}

  public static Registry registry() {
    return new Registry(entities(null));
  }

  /** All that is registered; with a subscription where one is given. */
  public static List<Entity> entities(Source.@Nullable Mqtt mqtt) {
    List<Entity> all = new ArrayList<>();
    all.add(new Source(LORAWAN, "havnstrup", "chirpstack-v4", mqtt, null, null, true));
    all.add(
        new Source(
            HTTP,
            "havnstrup",
            "json",
            null,
            new Http(false),
            new JsonEnvelope("/device", "/time", "/id"),
            true));
    all.add(new SourceToken("pump", HTTP, sha256(TOKEN)));
    all.add(airQuality());
    all.add(sensor(AIR, DEV_EUI, "havnstrup-air-quality"));
    all.add(sensor(DOOR, "a84041000181c062", "havnstrup-door"));
    all.add(sensor(LEVEL, LEVEL_DEV_EUI, "havnstrup-level"));
    all.add(new Decoder("havnstrup-bytes", "havnstrup", new Script(null, SCRIPT)));
    all.add(
        new Profile(
            "havnstrup-level",
            "havnstrup",
            new Product("Nordsensor", "L-1"),
            null,
            "havnstrup-bytes",
            List.of(field("/object/length", "water-level", "m", "1"))));
    all.add(
        new Profile(
            "havnstrup-door",
            "havnstrup",
            new Product("Nordsensor", "D-1"),
            null,
            null,
            List.of(field("/object/door", "door-open", "{state}", "1"))));
    return all;
  }

  private static Profile airQuality() {
    return new Profile(
        "havnstrup-air-quality",
        "havnstrup",
        new Product("Nordsensor", "AQ-2"),
        Duration.ofMinutes(10),
        null,
        List.of(
            new Field(
                "/object/temperature",
                "air-temperature",
                "Cel",
                BigDecimal.ONE,
                BigDecimal.ZERO,
                new BigDecimal("-20"),
                new BigDecimal("50")),
            field("/object/pm25", "pm2-5", "ug/m3", "0.1"),
            field("/object/humidity", "relative-humidity", "%", "1"),
            field("/object/kelvin", "air-temperature", "K", "1"),
            field("/radio/rssi", "radio-rssi", "dB[mW]", "1")));
  }

  private static Field field(String pointer, String quantity, String unit, String scale) {
    return new Field(pointer, quantity, unit, new BigDecimal(scale), BigDecimal.ZERO, null, null);
  }

  private static Sensor sensor(String id, String device, String profile) {
    return new Sensor(
        id,
        "havnstrup",
        List.of(LORAWAN, HTTP),
        device,
        profile,
        List.of(new Placement("havnstrup-torvet", null)));
  }

  public static String sha256(String token) {
    return Sha256.hex(token);
  }

  /** The event that ChirpStack sends for one uplink of the air sensor. */
  public static String uplink() {
    try (InputStream in =
        Objects.requireNonNull(Havnstrup.class.getResourceAsStream("/chirpstack-up.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another frame counter. */
  public static String uplink(int frameCounter) {
    return uplink().replace("4711", Integer.toString(frameCounter));
  }
}
