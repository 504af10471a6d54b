package dk.bypuls.ingest.format.chirpstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dk.bypuls.ingest.format.chirpstack.Shape.Field;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Rejection;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * Reads a protobuf message as the JSON that says the same, within the same limits: no field and no
 * key twice, no number that is none, as many levels and as long names as JSON may have.
 */
final class ProtobufReader {

  private static final String[] LEVELS = {"INFO", "WARNING", "ERROR"};
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final int deepest;
  private final int longestName;

  ProtobufReader(IntakeSettings limits) {
    deepest = limits.nestingDepth();
    longestName = limits.nameLength();
  }

  /**
   * The document in these bytes.
   *
   * @throws Rejection if they are no such message, or more of it than is allowed
   */
  JsonNode read(byte[] body, Shape shape) throws Rejection {
    CodedInputStream in = CodedInputStream.newInstance(body);
    try {
      return message(in, shape, 1);
    } catch (IOException e) {
      throw Rejection.undecodable(
          "the protobuf is damaged or breaks off, at byte " + in.getTotalBytesRead());
    }
  }

  private ObjectNode message(CodedInputStream in, Shape shape, int depth)
      throws IOException, Rejection {
    ObjectNode message = NODES.objectNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Field field = shape.fields().get(WireFormat.getTagFieldNumber(tag));
      if (field == null) {
        skip(in, tag);
        continue;
      }
      if (WireFormat.getTagWireType(tag) != field.kind().wireType()) {
        throw Rejection.undecodable("the protobuf writes /" + field.name() + " as another kind");
      }
      JsonNode value = value(in, field, depth);
      if (field.repeated()) {
        message.withArrayProperty(field.name()).add(value);
      } else if (message.putIfAbsent(field.name(), value) != null) {
        throw Rejection.undecodable("the protobuf says /" + field.name() + " twice");
      }
    }
    return message;
  }

  private JsonNode value(CodedInputStream in, Field field, int depth)
      throws IOException, Rejection {
    return switch (field.kind()) {
      case TEXT -> NODES.textNode(in.readStringRequireUtf8());
      case BYTES -> NODES.textNode(Base64.getEncoder().encodeToString(in.readByteArray()));
      case UNSIGNED -> NODES.numberNode(Integer.toUnsignedLong(in.readUInt32()));
      case SIGNED -> NODES.numberNode(in.readInt32());
      case TRUTH -> NODES.booleanNode(in.readBool());
      case FLOAT -> number(Float.toString(in.readFloat()), field.name());
      case LEVEL -> level(in.readEnum());
      case TIME -> inside(in, () -> time(in));
      case STRUCT -> inside(in, () -> struct(in, depth + 1));
      case MESSAGE ->
          inside(in, () -> message(in, Objects.requireNonNull(field.shape()), depth + 1));
    };
  }

  private static JsonNode inside(CodedInputStream in, Reader reader) throws IOException, Rejection {
    int outer = in.pushLimit(in.readRawVarint32());
    JsonNode read = reader.read();
    in.checkLastTagWas(0);
    in.popLimit(outer);
    return read;
  }

  private static JsonNode time(CodedInputStream in) throws IOException, Rejection {
    long seconds = 0;
    int nanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 -> seconds = in.readInt64();
        case 2 << 3 -> nanos = in.readInt32();
        default -> skip(in, tag);
      }
    }
    try {
      return NODES.textNode(Instant.ofEpochSecond(seconds, nanos).toString());
    } catch (DateTimeException | ArithmeticException e) {
      throw Rejection.undecodable("the time in the protobuf is none");
    }
  }

  private static JsonNode level(int level) {
    return NODES.textNode(level >= 0 && level < LEVELS.length ? LEVELS[level] : "");
  }

  private ObjectNode struct(CodedInputStream in, int depth) throws IOException, Rejection {
    limit(depth);
    ObjectNode struct = NODES.objectNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == text(1)) {
        inside(in, () -> entry(in, struct, depth));
      } else {
        skip(in, tag);
      }
    }
    return struct;
  }

  private JsonNode entry(CodedInputStream in, ObjectNode struct, int depth)
      throws IOException, Rejection {
    String key = "";
    JsonNode value = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == text(1)) {
        key = in.readStringRequireUtf8();
      } else if (tag == text(2)) {
        value = inside(in, () -> any(in, depth));
      } else {
        skip(in, tag);
      }
    }
    if (key.length() > longestName) {
      throw Rejection.undecodable("a name in the protobuf goes past a limit");
    }
    if (struct.putIfAbsent(key, value) != null) {
      throw Rejection.undecodable("the protobuf repeats a key");
    }
    return value;
  }

  private JsonNode any(CodedInputStream in, int depth) throws IOException, Rejection {
    JsonNode value = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case 1 << 3 -> {
          in.readEnum();
          value = NODES.nullNode();
        }
        case 2 << 3 | WireFormat.WIRETYPE_FIXED64 ->
            value = number(Double.toString(in.readDouble()), "object");
        case 3 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            value = NODES.textNode(in.readStringRequireUtf8());
        case 4 << 3 -> value = NODES.booleanNode(in.readBool());
        case 5 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            value = inside(in, () -> struct(in, depth + 1));
        case 6 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            value = inside(in, () -> list(in, depth + 1));
        default -> skip(in, tag);
      }
    }
    return value;
  }

  private ArrayNode list(CodedInputStream in, int depth) throws IOException, Rejection {
    limit(depth);
    ArrayNode list = NODES.arrayNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == text(1)) {
        list.add(inside(in, () -> any(in, depth)));
      } else {
        skip(in, tag);
      }
    }
    return list;
  }

  private void limit(int depth) throws Rejection {
    if (depth > deepest) {
      throw Rejection.undecodable("the protobuf goes past a limit: it is nested too deep");
    }
  }

  private static JsonNode number(String written, String place) throws Rejection {
    try {
      return NODES.numberNode(new BigDecimal(written));
    } catch (NumberFormatException e) {
      throw Rejection.undecodable("a number in the protobuf at /" + place + " is none");
    }
  }

  private static int text(int number) {
    return number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new IOException("a group ends that never began");
    }
  }

  private interface Reader {
    JsonNode read() throws IOException, Rejection;
  }
}
