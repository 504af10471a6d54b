package dk.bypuls.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Messages in the shape in which network servers write them, and how a format reads them. */
public final class Samples {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:33Z");

  private Samples() {}

  /** The sample of that name in the folder of its format. */
  public static String text(String name) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The format of that name in the registry, for a source that says nothing more. */
  public static Format format(String id) {
    return Objects.requireNonNull(Formats.all(Defaults.settings().intake()).get(id), id)
        .apply(
            new dk.bypuls.events.registry.Source(
                "havnstrup-lorawan", "havnstrup", id, null, null, null, true));
  }

  /** What a format reads in a body that came by that way. */
  public static List<Part> read(Format format, byte[] body, Way way) throws Rejection {
    return format.read(new InboundMessage("havnstrup-lorawan", body, ARRIVAL, way));
  }

  /** What a format reads in a text. */
  public static List<Part> read(Format format, String body, Way way) throws Rejection {
    return read(format, body.getBytes(StandardCharsets.UTF_8), way);
  }

  /** The one message that a format reads in a text. */
  public static Uplink uplink(Format format, String body, Way way) throws Rejection {
    return ((Part.Spoken) read(format, body, way).get(0)).uplink();
  }

  /** By HTTP, with the event in the address. */
  public static Way event(String event) {
    return new Way(null, event, "application/json");
  }

  /** A document, whatever kinds of numbers another has for the same. */
  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
