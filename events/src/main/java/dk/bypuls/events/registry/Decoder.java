package dk.bypuls.events.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes that devices of one kind send become fields: by a script, by a layout, or in a
 * format that is known; exactly one of them.
 *
 * @param script a payload codec in JavaScript
 * @param layout where in a payload which field is
 * @param format one of {@link #FORMATS}
 */
public record Decoder(
    String id,
    String tenant,
    @Nullable Script script,
    @Nullable Layout layout,
    @Nullable String format)
    implements Entity {

  /** The format of the Cayenne Low Power Payload. */
  public static final String CAYENNE_LPP = "cayenne-lpp";

  /** The formats of payloads that are known. */
  public static final List<String> FORMATS = List.of(CAYENNE_LPP);

  /** A decoder that is a script. */
  public Decoder(String id, String tenant, @Nullable Script script) {
    this(id, tenant, script, null, null);
  }

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
