package dk.bypuls.ingest.decoder.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Layout;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads payloads as a layout explains them. */
public final class LayoutDecoder implements PayloadDecoder {

  private final Message[] messages;

  /** A layout, made ready. */
  public LayoutDecoder(Layout layout) {
    messages = layout.messages().stream().map(Message::new).toArray(Message[]::new);
  }

  @Override
  public CompletionStage<JsonNode> decode(Payload payload, Uplink uplink) {
    try {
      return CompletableFuture.completedFuture(fields(payload.bytes(), payload.port()));
    } catch (Rejection rejection) {
      return CompletableFuture.failedFuture(rejection);
    }
  }

  /**
   * The fields in these bytes.
   *
   * @throws Rejection if they are none that the layout explains
   */
  public ObjectNode fields(byte[] payload, int port) throws Rejection {
    for (Message message : messages) {
      if (message.fits(payload, port)) {
        return message.read(payload);
      }
    }
    throw failed("no message of the layout is for such a port and first byte");
  }

  static Rejection failed(String detail) {
    return new Rejection(Reason.DECODER_FAILED, detail);
  }

  /** One kind of message. */
  private static final class Message {

    private final int[] ports;
    private final int[] firstBytes;
    private final ByteField[] fields;
    private final @Nullable Stored stored;
    private final @Nullable Tagged tagged;

    Message(Layout.Message message) {
      ports = numbers(message.ports());
      firstBytes = numbers(message.firstBytes());
      fields = ByteField.all(message.fields());
      stored = message.stored() == null ? null : new Stored(message.stored());
      tagged = message.tagged() == null ? null : new Tagged(message.tagged());
    }

    private static int[] numbers(List<Integer> numbers) {
      return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean fits(byte[] payload, int port) {
      return has(ports, port)
          && (firstBytes.length == 0 || (payload.length > 0 && has(firstBytes, payload[0] & 0xFF)));
    }

    private static boolean has(int[] numbers, int number) {
      for (int each : numbers) {
        if (each == number) {
          return true;
        }
      }
      return numbers.length == 0;
    }

    ObjectNode read(byte[] payload) throws Rejection {
      ObjectNode into = JsonNodeFactory.instance.objectNode();
      ByteField.read(fields, payload, 0, payload.length, into);
      if (stored != null) {
        stored.read(payload, into);
      }
      if (tagged != null) {
        tagged.read(payload, into);
      }
      return into;
    }
  }

  /** Blocks of what was measured earlier. */
  private static final class Stored {

    private final Layout.Stored said;
    private final long secondsBetween;
    private final ByteField[] fields;

    Stored(Layout.Stored said) {
      this.said = said;
      secondsBetween = said.every().toSeconds();
      fields = ByteField.all(said.fields());
    }

    void read(byte[] payload, ObjectNode into) throws Rejection {
      int blocks = Math.max(0, payload.length - said.at()) / said.size();
      ArrayNode list = into.putArray(said.name());
      for (int i = 0; i < blocks; i++) {
        int start = said.at() + i * said.size();
        int age = said.oldestFirst() ? blocks - 1 - i : i;
        ObjectNode block = list.addObject();
        ByteField.read(fields, payload, start, start + said.size(), block);
        // A block without any value tells of no moment.
        if (block.isEmpty()) {
          list.remove(list.size() - 1);
        } else {
          block.put("age", age * secondsBetween);
        }
      }
    }
  }

  /** Values that each have their type before them. */
  private static final class Tagged {

    private final int at;
    private final int typeBytes;
    private final boolean lengthByte;
    private final Value[] short8;
    private final Map<Integer, Value> long16;

    Tagged(Layout.Tagged said) {
      at = said.at();
      typeBytes = said.typeBytes();
      lengthByte = said.lengthByte();
      short8 = new Value[typeBytes == 1 ? 256 : 0];
      long16 = new HashMap<>();
      for (Layout.Value value : said.values()) {
        Value made = new Value(value.size(), ByteField.all(value.fields()));
        if (typeBytes == 1) {
          short8[value.type()] = made;
        } else {
          long16.put(value.type(), made);
        }
      }
    }

    void read(byte[] payload, ObjectNode into) throws Rejection {
      int next = at;
      while (next < payload.length) {
        int begun = next;
        int head = typeBytes + (lengthByte ? 1 : 0);
        if (next + head > payload.length) {
          throw failed("the payload ends within the type at byte " + begun);
        }
        Value value = value(payload, next);
        next += head;
        if (value == null && !lengthByte) {
          throw failed("the type at byte " + begun + " is not in the layout");
        }
        int size = lengthByte ? payload[next - 1] & 0xFF : value == null ? 0 : value.size();
        if (next + size > payload.length) {
          throw failed("the payload ends within the value at byte " + next);
        }
        if (value != null) {
          ByteField.read(value.fields(), payload, next, next + size, into);
        }
        next += size;
      }
    }

    private @Nullable Value value(byte[] payload, int at) {
      return typeBytes == 1
          ? short8[payload[at] & 0xFF]
          : long16.get(((payload[at] & 0xFF) << 8) | (payload[at + 1] & 0xFF));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read in a loop, and nobody compares
  private record Value(int size, ByteField[] fields) {
    @Override
    public String toString() {
      return size + " bytes: " + Arrays.toString(fields);
    }
  }
}
