package dk.bypuls.events.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes that devices of one kind send become fields.
 *
 * @param script a payload codec in JavaScript
 */
public record Decoder(String id, String tenant, @Nullable Script script) implements Entity {

  /**
   * A payload codec as its vendor publishes it.
   *
   * @param style how its function is called, such as {@code ts013}; absent where its name tells
   */
  public record Script(@Nullable String style, String text) {

    /** How codecs are called: by whom, and with what. */
    public static final List<String> STYLES =
        List.of("ts013", "chirpstack-v3", "ttn-v2", "milesight", "os2iot");
  }
}
