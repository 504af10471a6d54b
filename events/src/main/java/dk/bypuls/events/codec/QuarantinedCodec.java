package dk.bypuls.events.codec;

import com.google.protobuf.ByteString;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Messages set aside.
 *
 * <pre>
 * message Quarantined { string tenant = 1; string source = 2; string device = 3; uint64 reason = 4; string detail = 5;
 *                       sint64 received_at = 6; fixed64 origin_high = 7; fixed64 origin_low = 8;
 *                       map&lt;string, string&gt; about = 9; string seal = 10; bytes sealed = 11; }
 * </pre>
 */
public final class QuarantinedCodec implements Codec<Quarantined> {

  @Override
  public byte[] encode(Quarantined event) {
    MessageWriter out =
        new MessageWriter()
            .text(1, event.tenant())
            .text(2, event.source())
            .text(3, event.device())
            .number(4, event.reason().number())
            .text(5, event.detail())
            .instant(6, event.receivedAt())
            .hash(7, event.origin().high())
            .hash(8, event.origin().low());
    for (Map.Entry<String, String> entry : new TreeMap<>(event.about()).entrySet()) {
      int start = out.begin(9);
      out.text(1, entry.getKey()).text(2, entry.getValue()).end(start);
    }
    return out.text(10, event.seal()).bytes(11, event.sealed().toByteArray()).finish();
  }

  @Override
  public Quarantined decode(byte[] bytes) {
    return MessageReader.read("quarantined message", bytes, QuarantinedCodec::event);
  }

  private static Quarantined event(MessageReader in) throws IOException {
    String tenant = "";
    String source = "";
    String device = null;
    Quarantined.Reason reason = null;
    String detail = "";
    Instant receivedAt = Instant.EPOCH;
    long high = 0;
    long low = 0;
    Map<String, String> about = new LinkedHashMap<>();
    String seal = "";
    ByteString sealed = ByteString.EMPTY;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> tenant = in.text();
        case 2 -> source = in.text();
        case 3 -> device = in.text();
        case 4 -> reason = Quarantined.Reason.numbered(in.smallNumber());
        case 5 -> detail = in.text();
        case 6 -> receivedAt = in.instant();
        case 7 -> high = in.hash();
        case 8 -> low = in.hash();
        case 9 -> in.message(message -> entry(message, about));
        case 10 -> seal = in.text();
        case 11 -> sealed = ByteString.copyFrom(in.bytes());
        default -> in.passOver();
      }
    }
    return new Quarantined(
        tenant,
        source,
        device,
        Objects.requireNonNull(reason, "quarantine has a reason"),
        detail,
        receivedAt,
        new Origin(high, low),
        about,
        seal,
        sealed);
  }

  private static String entry(MessageReader in, Map<String, String> about) throws IOException {
    String key = "";
    String value = "";
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> key = in.text();
        case 2 -> value = in.text();
        default -> in.passOver();
      }
    }
    about.put(key, value);
    return key;
  }
}
