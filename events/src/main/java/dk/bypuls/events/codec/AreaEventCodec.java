package dk.bypuls.events.codec;

import com.google.protobuf.ByteString;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.AreaSighting;
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
 * message AreaEvent { oneof event { AreaPart part = 1; AreaBeat beat = 2; AreaSighting sighting = 3; AreaPast past = 4; } }
 * message AreaPart  { string dataset = 1; string tree = 2; repeated string path = 3; string place = 4; string sensor = 5;
 *                     uint64 quantity = 6; uint64 resolution = 7; sint64 start = 8; uint64 final_after = 9;
 *                     uint64 expected_and_one = 10; optional bytes figures = 11; }
 * message AreaBeat  { uint64 partition = 1; sint64 through = 2; sint64 at = 3; }
 * message AreaSighting { string dataset = 1; string tree = 2; repeated string path = 3; uint64 quantity = 4;
 *                        sint64 start = 5; uint64 number = 6; }
 * message AreaPast  { string job = 1; string dataset = 2; string tree = 3; sint64 since = 4; uint64 resolution = 5;
 *                     sint64 start = 6; repeated Amount amounts = 7; }
 * message Amount    { uint64 quantity = 1; string sensor = 2; string place = 3; sint64 value = 4; }
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
    } else if (event instanceof AreaSighting sighting) {
      int start = out.begin(3);
      write(sighting, out);
      out.end(start);
    } else if (event instanceof AreaPast past) {
      int start = out.begin(4);
      write(past, out);
      out.end(start);
    }
    return out.finish();
  }

  private static void write(AreaSighting sighting, MessageWriter out) {
    out.text(1, sighting.dataset()).text(2, sighting.tree());
    sighting.path().forEach(area -> out.text(3, area));
    out.number(4, sighting.quantity().number())
        .instant(5, sighting.start())
        .number(6, sighting.number());
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

  private static void write(AreaPast past, MessageWriter out) {
    out.text(1, past.job())
        .text(2, past.dataset())
        .text(3, past.tree())
        .instant(4, past.since())
        .number(5, past.resolution().number())
        .instant(6, past.start());
    for (AreaPast.Amount amount : past.amounts()) {
      int start = out.begin(7);
      out.number(1, amount.quantity().number())
          .text(2, amount.sensor())
          .text(3, amount.place())
          .signed(4, amount.value())
          .end(start);
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
        case 3 -> event = in.message(AreaEventCodec::sighting);
        case 4 -> event = in.message(AreaEventCodec::past);
        default -> in.passOver();
      }
    }
    if (event == null) {
      throw new IOException("no part of an area, no sighting and no beat");
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

  private static AreaSighting sighting(MessageReader in) throws IOException {
    String dataset = "";
    String tree = "";
    List<String> path = new ArrayList<>();
    Quantity quantity = null;
    Instant start = Instant.EPOCH;
    long number = 0;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> dataset = in.text();
        case 2 -> tree = in.text();
        case 3 -> path.add(in.text());
        case 4 -> quantity = Quantities.numbered(in.smallNumber());
        case 5 -> start = in.instant();
        case 6 -> number = in.number();
        default -> in.passOver();
      }
    }
    return new AreaSighting(
        dataset,
        tree,
        path,
        Objects.requireNonNull(quantity, "a sighting names its quantity"),
        start,
        number);
  }

  private static AreaPast past(MessageReader in) throws IOException {
    String job = "";
    String dataset = "";
    String tree = "";
    Instant since = Instant.EPOCH;
    Resolution resolution = null;
    Instant start = Instant.EPOCH;
    List<AreaPast.Amount> amounts = new ArrayList<>();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> job = in.text();
        case 2 -> dataset = in.text();
        case 3 -> tree = in.text();
        case 4 -> since = in.instant();
        case 5 -> resolution = Resolution.numbered(in.smallNumber());
        case 6 -> start = in.instant();
        case 7 -> amounts.add(in.message(AreaEventCodec::amount));
        default -> in.passOver();
      }
    }
    Objects.requireNonNull(resolution, "the past names its resolution");
    return new AreaPast(job, dataset, tree, since, resolution, start, amounts);
  }

  private static AreaPast.Amount amount(MessageReader in) throws IOException {
    Quantity quantity = null;
    String sensor = "";
    String place = "";
    long value = 0;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> quantity = Quantities.numbered(in.smallNumber());
        case 2 -> sensor = in.text();
        case 3 -> place = in.text();
        case 4 -> value = in.signed();
        default -> in.passOver();
      }
    }
    Objects.requireNonNull(quantity, "an amount names its quantity");
    return new AreaPast.Amount(quantity, sensor, place, value);
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
