package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.ingest.intake.DryRun;
import dk.bypuls.ingest.intake.DryRun.DecodedMessage;
import dk.bypuls.ingest.intake.DryRun.NotShownException;
import dk.bypuls.ingest.intake.DryRun.Shown;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.intake.UndeclaredNotices;
import dk.bypuls.ingest.intake.UndeclaredNotices.Notice;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers what a message would become, and which fields are dropped, in JSON. */
public final class DecodeAnswers {

  private static final int LARGEST_PORT = 255;
  private static final int LARGEST_PAYLOAD = 4_096;
  private static final long WITHIN_SECONDS = 20;

  private final DryRun dryRun;
  private final UndeclaredNotices notices;
  private final InstantSource clock;

  public DecodeAnswers(DryRun dryRun, UndeclaredNotices notices, InstantSource clock) {
    this.dryRun = dryRun;
    this.notices = notices;
    this.clock = clock;
  }

  JsonNode undeclared(@Nullable String source) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode fields = answer.putArray("fields");
    List<Notice> all = notices.all(source);
    for (Notice notice : all) {
      fields
          .addObject()
          .put("tenant", notice.tenant())
          .put("source", notice.source())
          .put("profile", notice.profile())
          .put("field", notice.field())
          .put("noticedAt", notice.noticedAt().toString());
    }
    return answer.put("limit", notices.most());
  }

  JsonNode decode(JsonNode request) {
    try {
      return told(shown(request).toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS));
    } catch (NotShownException e) {
      throw NotAnsweredException.wrong(String.valueOf(e.getMessage()));
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private CompletionStage<Shown> shown(JsonNode request) {
    Asked asked = new Asked(Asked.members(request), clock);
    String profile = asked.text("profile");
    String source = asked.text("source");
    if ((profile == null) == (source == null)) {
      throw NotAnsweredException.wrong(
          "Send {\"profile\",\"port\",\"hex\"} for what a device sent, or {\"source\",\"text\"} (or"
              + " \"base64\") for a whole message of a source.");
    }
    if (profile != null) {
      return dryRun.payload(
          profile, new Payload(hex(asked.text("hex")), port(request)), clock.instant());
    }
    Way way = new Way(asked.text("topic"), asked.text("event"), asked.text("contentType"));
    return dryRun.message(
        new InboundMessage(String.valueOf(source), body(request), clock.instant(), way));
  }

  private static int port(JsonNode request) {
    JsonNode port = request.path("port");
    int number = port.isMissingNode() ? 1 : port.asInt(-1);
    if (number < 0 || number > LARGEST_PORT) {
      throw NotAnsweredException.wrong("port is a number from 0 to " + LARGEST_PORT + ".");
    }
    return number;
  }

  private static byte[] hex(@Nullable String written) {
    String digits = written == null ? "" : written.replaceAll("[\\s:,-]|0x", "");
    try {
      byte[] bytes = HexFormat.of().parseHex(digits);
      if (bytes.length > 0 && bytes.length <= LARGEST_PAYLOAD) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw NotAnsweredException.wrong(
        "hex is the payload in pairs of hexadecimal digits, as 016700f0, of 1 to "
            + LARGEST_PAYLOAD
            + " bytes.");
  }

  private static byte[] body(JsonNode request) {
    JsonNode text = request.path("text");
    if (text.isTextual()) {
      return text.textValue().getBytes(StandardCharsets.UTF_8);
    }
    try {
      byte[] body = Base64.getDecoder().decode(request.path("base64").asText(""));
      if (body.length > 0) {
        return body;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw NotAnsweredException.wrong("Send the message as \"text\", or in \"base64\".");
  }

  private static ObjectNode told(Shown shown) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = answer.putArray("messages");
    for (DecodedMessage decoded : shown.decoded()) {
      ObjectNode message = messages.addObject();
      message.put("sensor", decoded.sensor()).put("profile", decoded.profile());
      message.set("fields", decoded.document());
      ArrayNode undeclared = message.putArray("undeclared");
      decoded.undeclared().forEach(undeclared::add);
    }
    ArrayNode readings = answer.putArray("readings");
    for (Readings each : shown.readings()) {
      ObjectNode told = readings.addObject();
      told.put("sensor", each.sensor());
      told.set("readings", ReadingsJson.of(each));
    }
    ArrayNode setAside = answer.putArray("quarantine");
    for (Quarantined each : shown.setAside()) {
      ObjectNode aside = setAside.addObject();
      aside.put("reason", each.reason().id()).put("detail", each.detail());
      String said = shown.said().get(each.detail());
      if (said != null) {
        aside.put("said", said);
      }
      aside.put("do", Advice.on(each.reason()));
    }
    ArrayNode dropped = answer.putArray("dropped");
    ArrayNode refused = answer.putArray("refused");
    for (Outcome outcome : each(shown.outcome())) {
      if (outcome instanceof Dropped drop) {
        dropped.add(drop.rule().id());
      } else if (outcome instanceof Refused refusal) {
        refused.add(refusal.why().id());
      }
    }
    return answer;
  }

  private static List<Outcome> each(Outcome outcome) {
    return outcome instanceof Several several ? several.each() : List.of(outcome);
  }
}
