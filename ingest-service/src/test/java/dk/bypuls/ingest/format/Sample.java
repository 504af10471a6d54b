package dk.bypuls.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.registry.Source;
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
import org.jspecify.annotations.Nullable;

/** A recorded message of one system, and what its format makes of it. */
public final class Sample {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");

  private final Format format;
  private final String body;

  private Sample(Format format, String body) {
    this.format = format;
    this.body = body;
  }

  /**
   * A sample.
   *
   * @param file below the test resources of this package
   */
  public static Sample of(String format, String file) {
    try (InputStream in =
        Objects.requireNonNull(Sample.class.getResourceAsStream(file), "no sample " + file)) {
      return new Sample(format(format), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Format format(String id) {
    Source source = new Source("havnstrup-push", "havnstrup", id, null, null, null, true);
    return Objects.requireNonNull(Formats.all(Defaults.settings().intake()).get(id)).apply(source);
  }

  /** The same with another body. */
  public Sample body(String other) {
    return new Sample(format, other);
  }

  /** The same within something else. */
  public Sample wrapped(String before, String after) {
    return body(before + body + after);
  }

  /** The same without what it is wrapped in. */
  public Sample unwrapped(String pointer) {
    try {
      return body(JSON.readTree(body).at(pointer).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with something else there, as JSON; without it where that is null. */
  public Sample with(String pointer, @Nullable String json) {
    try {
      JsonNode document = JSON.readTree(body);
      int at = pointer.lastIndexOf('/');
      ObjectNode parent = (ObjectNode) document.at(pointer.substring(0, at));
      String name = pointer.substring(at + 1);
      if (json == null) {
        parent.remove(name);
      } else {
        parent.set(name, JSON.readTree(json));
      }
      return body(document.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Part> parts() throws Rejection {
    return parts(Way.UNTOLD);
  }

  public List<Part> parts(Way way) throws Rejection {
    return format.read(
        new InboundMessage("havnstrup-push", body.getBytes(StandardCharsets.UTF_8), ARRIVAL, way));
  }

  /** The only message in it. */
  public Uplink uplink() throws Rejection {
    return uplink(Way.UNTOLD);
  }

  public Uplink uplink(Way way) throws Rejection {
    List<Part> parts = parts(way);
    assertThat(parts).singleElement().isInstanceOf(Part.Spoken.class);
    return ((Part.Spoken) parts.get(0)).uplink();
  }

  /** Why it cannot be read; never with what the sender wrote. */
  public String rejection() {
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> {
              List<Part> parts = parts();
              if (parts.get(0) instanceof Part.Unreadable unreadable) {
                throw unreadable.rejection();
              }
            });
    assertThat(rejection).as("a rejection of %s", body).isNotNull();
    assertThat(rejection.detail()).doesNotContainIgnoringCase("181c061", "hemmelig");
    return rejection.detail();
  }

  public boolean takes(String mediaType) {
    return format.takes(mediaType);
  }
}
