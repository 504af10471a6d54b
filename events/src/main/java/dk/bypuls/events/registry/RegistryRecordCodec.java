package dk.bypuls.events.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dk.bypuls.events.codec.Codec;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.events.policy.Ratio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The registry in JSON: it is small, seldom written, and good to be able to read by eye. */
public final class RegistryRecordCodec implements Codec<RegistryRecord> {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addMixIn(Source.Http.class, HttpForm.class)
          .addMixIn(Ratio.class, RatioForm.class)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /** Keeps the bytes of sources from before there was {@code basic}. */
  interface HttpForm {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    boolean basic();
  }

  /** A fraction as people write it: 1/4. */
  abstract static class RatioForm {
    @Override
    @JsonValue
    public abstract String toString();

    @JsonCreator
    static Ratio parse(String text) {
      return Ratio.parse(text);
    }
  }

  /** An entity as the registry keeps it. */
  public static String entityToJson(Entity entity) {
    try {
      return JSON.writeValueAsString(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every entity can be written", e);
    }
  }

  /** An entity as the registry kept it. */
  public static Entity entityFromJson(EntityKind kind, String json) {
    try {
      return JSON.readValue(json, kind.type());
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException("this is no " + kind.id(), e);
    }
  }

  @Override
  public byte[] encode(RegistryRecord event) {
    ObjectNode out =
        JSON.createObjectNode().put("epoch", event.epoch()).put("generation", event.generation());
    if (event instanceof RegistryRecord.Changed changed) {
      out.put("kind", changed.kind().id())
          .put("id", changed.id())
          .put("version", changed.version());
      if (changed.entity() != null) {
        out.set("entity", JSON.valueToTree(changed.entity()));
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public RegistryRecord decode(byte[] bytes) {
    try {
      JsonNode in = JSON.readTree(bytes);
      long epoch = in.required("epoch").asLong();
      long generation = in.required("generation").asLong();
      if (!in.has("kind")) {
        return new RegistryRecord.Applied(epoch, generation);
      }
      EntityKind kind = EntityKind.named(in.required("kind").asText());
      return new RegistryRecord.Changed(
          epoch,
          generation,
          kind,
          in.required("id").asText(),
          in.required("version").asLong(),
          entity(kind, in.get("entity")));
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEventException("these bytes are no registry record", e);
    }
  }

  private static @Nullable Entity entity(EntityKind kind, @Nullable JsonNode entity)
      throws JsonProcessingException {
    return entity == null ? null : JSON.treeToValue(entity, kind.type());
  }
}
