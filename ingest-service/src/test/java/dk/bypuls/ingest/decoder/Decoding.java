package dk.bypuls.ingest.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decoders with their worker, as the service has them. */
final class Decoding implements AutoCloseable {

  static final Instant OBSERVED = Instant.parse("2026-11-21T09:15:30.123Z");
  static final String DEV_EUI = "a84041000181c061";

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final DecoderSettings settings;
  final PayloadDecoders decoders;
  private int made;

  Decoding(Map<String, String> set) {
    settings = Defaults.settings(set).decoder();
    decoders = new PayloadDecoders(settings, meters);
  }

  PayloadDecoder of(String script) {
    return of(null, script);
  }

  PayloadDecoder of(@Nullable String style, String script) {
    return decoders.of(
        new Decoder("havnstrup-" + ++made, "havnstrup", new Decoder.Script(style, script)));
  }

  static CompletableFuture<JsonNode> begin(PayloadDecoder decoder, int port, String hex) {
    Payload payload = new Payload(HexFormat.of().parseHex(hex), port);
    return decoder
        .decode(
            payload,
            new Uplink(
                DEV_EUI,
                OBSERVED,
                null,
                JsonNodeFactory.instance.objectNode(),
                "/object",
                0,
                payload))
        .toCompletableFuture();
  }

  static JsonNode decode(PayloadDecoder decoder, int port, String hex) {
    return begin(decoder, port, hex).orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Why a call did not decode. */
  static Rejection rejection(CompletableFuture<JsonNode> call) {
    try {
      JsonNode fields = call.orTimeout(60, TimeUnit.SECONDS).join();
      throw new AssertionError("was decoded to " + fields);
    } catch (CompletionException e) {
      if (e.getCause() instanceof Rejection rejection) {
        return rejection;
      }
      throw new AssertionError("failed in another way", e);
    }
  }

  @Override
  public void close() {
    decoders.close();
  }
}
