package dk.bypuls.events.codec;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Tick;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Readings and ticks.
 *
 * <pre>
 * message InnerEvent { oneof event { Readings readings = 1; Tick tick = 2; } }
 * message Tick       { string writer = 1; }
 * message Readings   { string tenant = 1; string sensor = 2; string source = 3; fixed64 origin_high = 4;
 *                      fixed64 origin_low = 5; sint64 received_at = 6; repeated Reading readings = 7; }
 * message Reading    { uint64 quantity = 1; uint64 index = 2; sint64 value = 3;
 *                      sint64 observed_before_received = 4; uint64 hints = 5; }
 * </pre>
 */
public final class InnerEventCodec implements Codec<InnerEvent> {

  @Override
  public byte[] encode(InnerEvent event) {
    MessageWriter out = new MessageWriter();
    if (event instanceof Readings readings) {
      out.message(1, readings(readings));
    } else if (event instanceof Tick tick) {
      out.message(2, new MessageWriter().text(1, tick.writer()));
    }
    return out.finish();
  }

  private static MessageWriter readings(Readings readings) {
    MessageWriter out =
        new MessageWriter()
            .text(1, readings.tenant())
            .text(2, readings.sensor())
            .text(3, readings.source())
            .hash(4, readings.origin().high())
            .hash(5, readings.origin().low())
            .instant(6, readings.receivedAt());
    long receivedAt = readings.receivedAt().toEpochMilli();
    for (Reading reading : readings.readings()) {
      out.message(
          7,
          new MessageWriter()
              .number(1, reading.quantity().number())
              .number(2, reading.index())
              .signed(3, reading.value())
              .signed(4, receivedAt - reading.observedAt().toEpochMilli())
              .number(5, reading.hints()));
    }
    return out;
  }

  @Override
  public InnerEvent decode(byte[] bytes) {
    return MessageReader.read("readings event", bytes, InnerEventCodec::event);
  }

  private static InnerEvent event(MessageReader in) throws IOException {
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> {
          return readings(in.message());
        }
        case 2 -> {
          return tick(in.message());
        }
        default -> in.passOver();
      }
    }
    throw new IOException("neither readings nor a tick");
  }

  private static Tick tick(MessageReader in) throws IOException {
    String writer = "";
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> writer = in.text();
        default -> in.passOver();
      }
    }
    return new Tick(writer);
  }

  private static Readings readings(MessageReader in) throws IOException {
    String tenant = "";
    String sensor = "";
    String source = "";
    long high = 0;
    long low = 0;
    Instant receivedAt = Instant.EPOCH;
    List<MessageReader> readings = new ArrayList<>();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> tenant = in.text();
        case 2 -> sensor = in.text();
        case 3 -> source = in.text();
        case 4 -> high = in.hash();
        case 5 -> low = in.hash();
        case 6 -> receivedAt = in.instant();
        case 7 -> readings.add(in.message());
        default -> in.passOver();
      }
    }
    List<Reading> read = new ArrayList<>(readings.size());
    for (MessageReader reading : readings) {
      read.add(reading(reading, receivedAt));
    }
    return new Readings(tenant, sensor, source, new Origin(high, low), receivedAt, read);
  }

  private static Reading reading(MessageReader in, Instant receivedAt) throws IOException {
    Quantity quantity = null;
    int index = 0;
    long value = 0;
    long before = 0;
    int hints = 0;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> quantity = Quantities.numbered(in.smallNumber());
        case 2 -> index = in.smallNumber();
        case 3 -> value = in.signed();
        case 4 -> before = in.signed();
        case 5 -> hints = in.smallNumber();
        default -> in.passOver();
      }
    }
    Objects.requireNonNull(quantity, "a reading names its quantity");
    return new Reading(quantity, index, value, receivedAt.minusMillis(before), hints);
  }
}
