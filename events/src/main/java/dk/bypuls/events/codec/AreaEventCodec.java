package dk.bypuls.events.codec;

import com.google.protobuf.ByteString;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What sensors have to say of areas, and how far they are.
 *
 * <pre>
 * message AreaEvent { oneof event { AreaPart part = 1; AreaBeat beat = 2; } }
 * message AreaPart  { string dataset = 1; string tree = 2; repeated string path = 3; string place = 4; string sensor = 5;
 *                     uint64 quantity = 6; uint64 resolution = 7; sint64 start = 8; uint64 final_after = 9;
 *                     uint64 expected_and_one = 10; optional bytes figures = 11; }
 * message AreaBeat  { uint64 partition = 1; sint64 through = 2; sint64 at = 3; }
 * </pre>
 */
public final class AreaEventCodec implements Codec<AreaEvent> {

  @Override
  public byte[] encode(AreaEvent event) {
    MessageWriter out = new MessageWriter();
    if (event instanceof AreaPart part) {
      int start = out.begin(1);
      write(part, out);
      out.end(start);
    } else if (event instanceof AreaBeat beat) {
      int start = out.begin(2);
      out.number(1, beat.partition()).instant(2, beat.through()).instant(3, beat.at()).end(start);
    }
    return out.finish();
  }

  private static void write(AreaPart part, MessageWriter out) {
    out.text(1, part.dataset()).text(2, part.tree());
    part.path().forEach(area -> out.text(3, area));
    out.text(4, part.place())
        .text(5, part.sensor())
        .number(6, part.quantity().number())
        .number(7, part.resolution().number())
        .instant(8, part.start())
        .number(9, part.finalAfter().toMillis())
        .number(10, part.expected().orElse(-1) + 1L);
    ByteString figures = part.figures();
    if (figures != null) {
      out.bytes(11, figures.toByteArray());
    }
  }

  @Override
  public AreaEvent decode(byte[] bytes) {
    return MessageReader.read("area event", bytes, AreaEventCodec::event);
  }

  private static AreaEvent event(MessageReader in) throws IOException {
    AreaEvent event = null;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> event = in.message(message -> new PartFields().read(message));
        case 2 -> event = in.message(AreaEventCodec::beat);
        default -> in.passOver();
      }
    }
    if (event == null) {
      throw new IOException("no part of an area and no beat");
    }
    return event;
  }

  private static AreaBeat beat(MessageReader in) throws IOException {
    int partition = 0;
    Instant through = Instant.EPOCH;
    Instant at = Instant.EPOCH;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> partition = in.smallNumber();
        case 2 -> through = in.instant();
        case 3 -> at = in.instant();
        default -> in.passOver();
      }
    }
    return new AreaBeat(partition, through, at);
  }

  /** The fields of a part while they are being read. */
  private static final class PartFields {
    private String dataset = "";
    private String tree = "";
    private final List<String> path = new ArrayList<>();
    private String place = "";
    private String sensor = "";
    private @Nullable Quantity quantity;
    private @Nullable Resolution resolution;
    private Instant start = Instant.EPOCH;
    private long finalAfter;
    private OptionalInt expected = OptionalInt.empty();
    private @Nullable ByteString figures;

    AreaPart read(MessageReader in) throws IOException {
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        field(field, in);
      }
      return new AreaPart(
          dataset,
          tree,
          path,
          place,
          sensor,
          Objects.requireNonNull(quantity, "a part names its quantity"),
          Objects.requireNonNull(resolution, "a part names its resolution"),
          start,
          Duration.ofMillis(finalAfter),
          expected,
          figures);
    }

    private void field(int field, MessageReader in) throws IOException {
      switch (field) {
        case 1 -> dataset = in.text();
        case 2 -> tree = in.text();
        case 3 -> path.add(in.text());
        case 4 -> place = in.text();
        case 5 -> sensor = in.text();
        case 6 -> quantity = Quantities.numbered(in.smallNumber());
        case 7 -> resolution = Resolution.numbered(in.smallNumber());
        case 8 -> start = in.instant();
        case 9 -> finalAfter = in.number();
        case 10 -> expected = OptionalInt.of(in.smallNumber() - 1);
        case 11 -> figures = ByteString.copyFrom(in.bytes());
        default -> in.passOver();
      }
    }
  }
}
