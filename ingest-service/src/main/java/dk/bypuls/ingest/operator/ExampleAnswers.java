package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecordCodec;
import dk.bypuls.ingest.decoder.PayloadDecoders;
import dk.bypuls.ingest.intake.NotDecodedException;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.TrialUplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers whether a decoder does what its examples say, before it is registered. */
public final class ExampleAnswers {

  private static final int MOST = 200;
  private static final int LARGEST_PAYLOAD = 4_096;
  private static final long WITHIN_SECONDS = 30;

  private final PayloadDecoders decoders;
  private final InstantSource clock;

  public ExampleAnswers(PayloadDecoders decoders, InstantSource clock) {
    this.decoders = decoders;
    this.clock = clock;
  }

  JsonNode examples(JsonNode request) {
    Decoder decoder = decoder(request.path("decoder"));
    JsonNode examples = request.path("examples");
    if (!examples.isArray() || examples.isEmpty() || examples.size() > MOST) {
      throw NotAnsweredException.wrong("Send 1 to " + MOST + " examples.");
    }
    List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
    try {
      decoders.trial(
          decoder,
          trial ->
              examples.forEach(
                  each -> {
                    Payload payload = payload(each);
                    calls.add(
                        trial
                            .decode(payload, TrialUplink.of(payload, at(each)))
                            .toCompletableFuture());
                  }));
    } catch (IllegalArgumentException e) {
      throw NotAnsweredException.wrong("The decoder cannot be read here: " + e.getMessage() + ".");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("results");
    for (int i = 0; i < calls.size(); i++) {
      results.add(result(examples.get(i), calls.get(i)));
    }
    return answer;
  }

  private static Decoder decoder(JsonNode written) {
    try {
      if (written.isObject()
          && RegistryRecordCodec.entityFromJson(EntityKind.DECODER, named(written).toString())
              instanceof Decoder decoder) {
        return decoder;
      }
    } catch (UnreadableEventException e) {
      // Said below.
    }
    throw NotAnsweredException.wrong(
        "decoder is as the registry has it, such as {\"script\":{\"text\":\"function decodeUplink…\"}}.");
  }

  private static ObjectNode named(JsonNode written) {
    ObjectNode named = JsonNodeFactory.instance.objectNode().put("id", "trial").put("tenant", "");
    named.setAll((ObjectNode) written);
    return named;
  }

  private static Payload payload(JsonNode example) {
    int port = example.path("port").asInt(1);
    try {
      byte[] bytes = HexFormat.of().parseHex(example.path("bytes").asText());
      if (bytes.length <= LARGEST_PAYLOAD && port >= 0 && port <= 255) {
        return new Payload(bytes, port);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw NotAnsweredException.wrong(
        "An example has a port from 0 to 255, and bytes in pairs of hexadecimal digits.");
  }

  private Instant at(JsonNode example) {
    try {
      return example.hasNonNull("at")
          ? Instant.parse(example.path("at").asText())
          : clock.instant();
    } catch (DateTimeException e) {
      throw NotAnsweredException.wrong("at is an instant, such as 2026-11-21T09:15:00Z.");
    }
  }

  private static ObjectNode result(JsonNode example, CompletableFuture<JsonNode> call) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    List<String> differences;
    try {
      JsonNode made = call.get(WITHIN_SECONDS, TimeUnit.SECONDS);
      result.set("data", made);
      differences =
          example.has("error")
              ? List.of("expected an error, made " + made)
              : Differences.between(example.path("data"), made);
    } catch (ExecutionException e) {
      Rejection rejection = rejection(e);
      result.put("reason", rejection.reason().id()).put("detail", rejection.detail());
      result.put("said", rejection.said());
      differences = unlessExpected(example, rejection);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    result.put("holds", differences.isEmpty());
    differences.forEach(result.putArray("differences")::add);
    return result;
  }

  private static Rejection rejection(ExecutionException failure) {
    if (failure.getCause() instanceof Rejection rejection) {
      return rejection;
    }
    if (failure.getCause() instanceof NotDecodedException) {
      throw NotAnsweredException.later("The decoders have too much to do. Try again soon.");
    }
    throw new IllegalStateException(failure);
  }

  // A text is part of what is said; true is any error.
  private static List<String> unlessExpected(JsonNode example, Rejection rejection) {
    String words =
        rejection.detail() + (rejection.said().isEmpty() ? "" : " (" + rejection.said() + ")");
    JsonNode error = example.path("error");
    if (error.isMissingNode()) {
      return List.of(words);
    }
    return error.isTextual() && !words.contains(error.textValue())
        ? List.of("expected the error \"" + error.textValue() + "\", but: " + words)
        : List.of();
  }
}
