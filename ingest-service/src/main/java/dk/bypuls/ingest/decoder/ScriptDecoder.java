package dk.bypuls.ingest.decoder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.ingest.decoder.worker.Protocol;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A payload codec in JavaScript. */
final class ScriptDecoder implements PayloadDecoder {

  private static final int NESTING = 32;

  private static final ObjectReader RESULT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private static final byte[] NOTHING = {};

  private final Decoder decoder;
  private final Script script;
  private final ScriptRunner runner;
  private final DecoderMetrics metrics;
  private final boolean asksForUplink;

  ScriptDecoder(
      Decoder decoder, ScriptRunner runner, DecoderMetrics metrics, DecoderSettings settings) {
    Decoder.Script written = Objects.requireNonNull(decoder.script());
    String style = written.style() == null ? "" : written.style();
    this.decoder = decoder;
    this.runner = runner;
    this.metrics = metrics;
    script = new Script(runner.nextNumber(), style, written.text(), settings);
    asksForUplink = NetworkServerUplink.isAskedForBy(style, written.text());
  }

  String id() {
    return decoder.id();
  }

  boolean isOf(Decoder other) {
    return decoder.equals(other);
  }

  Script script() {
    return script;
  }

  @Override
  public CompletionStage<JsonNode> decode(Payload payload, Uplink uplink) {
    Instant observedAt = uplink.observedAt();
    byte[] told =
        asksForUplink
            ? NetworkServerUplink.of(payload, uplink).getBytes(StandardCharsets.UTF_8)
            : NOTHING;
    return runner
        .call(
            script,
            payload,
            observedAt == null ? Protocol.UNKNOWN_TIME : observedAt.toEpochMilli(),
            told)
        .thenCompose(this::fields);
  }

  private CompletionStage<JsonNode> fields(Call.Answer answer) {
    metrics.called(answer.verdict(), answer.cpuNanoseconds(), answer.leftOut());
    return switch (answer.verdict()) {
      case DECODED -> parsed(answer.text());
      case FAILED -> rejected(Reason.DECODER_FAILED, answer.text(), answer.said());
      case STOPPED -> rejected(Reason.DECODER_STOPPED, answer.text(), answer.said());
    };
  }

  private CompletionStage<JsonNode> parsed(byte[] json) {
    try {
      return CompletableFuture.completedFuture(RESULT.readTree(json));
    } catch (IOException e) {
      return rejected(
          Reason.DECODER_FAILED, "its result is no JSON".getBytes(StandardCharsets.UTF_8), NOTHING);
    }
  }

  private CompletionStage<JsonNode> rejected(Reason reason, byte[] why, byte[] said) {
    return CompletableFuture.failedFuture(
        new Rejection(
            reason,
            "decoder " + decoder.id() + ": " + new String(why, StandardCharsets.UTF_8),
            new String(said, StandardCharsets.UTF_8)));
  }
}
