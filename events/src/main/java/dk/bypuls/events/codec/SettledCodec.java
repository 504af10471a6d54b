package dk.bypuls.events.codec;

import dk.bypuls.events.Settled;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of messages in quarantine. Each offset but the first is told by its distance from the
 * one before.
 *
 * <pre>
 * message Settled { uint64 partition = 1; repeated uint64 offsets = 2 [packed]; uint64 how = 3; sint64 at = 4;
 *                   string request = 5; }
 * </pre>
 */
public final class SettledCodec implements Codec<Settled> {

  @Override
  public byte[] encode(Settled event) {
    MessageWriter out = new MessageWriter().number(1, event.partition());
    int offsets = out.begin(2);
    long before = 0;
    for (long offset : event.offsets()) {
      out.packed(offset - before);
      before = offset;
    }
    out.end(offsets);
    return out.number(3, event.how().number())
        .instant(4, event.at())
        .text(5, event.request())
        .finish();
  }

  @Override
  public Settled decode(byte[] bytes) {
    return MessageReader.read("settlement", bytes, SettledCodec::event);
  }

  private static Settled event(MessageReader in) throws IOException {
    int partition = 0;
    long[] distances = {};
    Settled.How how = null;
    Instant at = Instant.EPOCH;
    String request = "";
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> partition = in.smallNumber();
        case 2 -> distances = in.packed();
        case 3 -> how = Settled.How.numbered(in.smallNumber());
        case 4 -> at = in.instant();
        case 5 -> request = in.text();
        default -> in.passOver();
      }
    }
    List<Long> offsets = new ArrayList<>(distances.length);
    long offset = 0;
    for (long distance : distances) {
      offset += distance;
      offsets.add(offset);
    }
    return new Settled(
        partition, offsets, Objects.requireNonNull(how, "a settlement says how"), at, request);
  }
}
