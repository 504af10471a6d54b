package dk.bypuls.events.codec;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Tick;
import dk.bypuls.events.vocabulary.Quantities;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Readings and ticks. The readings of a message lie in columns, because most columns of most
 * messages are empty or the same throughout.
 *
 * <pre>
 * message InnerEvent { oneof event { Readings readings = 1; Tick tick = 2; } }
 * message Tick       { string writer = 1; }
 * message Readings   { string tenant = 1; string sensor = 2; string source = 3; fixed64 origin_high = 4;
 *                      fixed64 origin_low = 5; sint64 received_at = 6;
 *                      repeated uint64 quantity = 7; repeated sint64 value = 8;
 *                      repeated sint64 observed_before_received = 9;  // in milliseconds; one that stands for all, or one each
 *                      repeated uint64 index = 10;                    // absent: 0, 1, 2 …
 *                      repeated uint64 hints = 11; }                  // absent: none
 * </pre>
 */
public final class InnerEventCodec implements Codec<InnerEvent> {

  @Override
  public byte[] encode(InnerEvent event) {
    MessageWriter out = new MessageWriter();
    if (event instanceof Readings readings) {
      int start = out.begin(1);
      write(readings, out);
      out.end(start);
    } else if (event instanceof Tick tick) {
      int start = out.begin(2);
      out.text(1, tick.writer()).end(start);
    }
    return out.finish();
  }

  private static void write(Readings readings, MessageWriter out) {
    out.text(1, readings.tenant())
        .text(2, readings.sensor())
        .text(3, readings.source())
        .hash(4, readings.origin().high())
        .hash(5, readings.origin().low())
        .instant(6, readings.receivedAt());
    List<Reading> all = readings.readings();
    int quantities = out.begin(7);
    for (Reading reading : all) {
      out.packed(reading.quantity().number());
    }
    out.end(quantities);
    int values = out.begin(8);
    for (Reading reading : all) {
      out.packedSigned(reading.value());
    }
    out.end(values);
    writeTimes(readings, out);
    writeExceptions(all, out);
  }

  private static void writeTimes(Readings readings, MessageWriter out) {
    List<Reading> all = readings.readings();
    Instant first = all.get(0).observedAt();
    boolean same = all.stream().allMatch(reading -> reading.observedAt().equals(first));
    long receivedAt = readings.receivedAt().toEpochMilli();
    int times = out.begin(9);
    for (Reading reading : same ? all.subList(0, 1) : all) {
      out.packedSigned(receivedAt - reading.observedAt().toEpochMilli());
    }
    out.end(times);
  }

  private static void writeExceptions(List<Reading> all, MessageWriter out) {
    boolean counted = true;
    boolean hinted = false;
    for (int i = 0; i < all.size(); i++) {
      counted &= all.get(i).index() == i;
      hinted |= all.get(i).hints() != 0;
    }
    if (!counted) {
      int indexes = out.begin(10);
      all.forEach(reading -> out.packed(reading.index()));
      out.end(indexes);
    }
    if (hinted) {
      int hints = out.begin(11);
      all.forEach(reading -> out.packed(reading.hints()));
      out.end(hints);
    }
  }

  @Override
  public InnerEvent decode(byte[] bytes) {
    return MessageReader.read("readings event", bytes, InnerEventCodec::event);
  }

  private static InnerEvent event(MessageReader in) throws IOException {
    InnerEvent event = null;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> event = in.message(message -> new Columns().read(message));
        case 2 -> event = in.message(InnerEventCodec::tick);
        default -> in.passOver();
      }
    }
    if (event == null) {
      throw new IOException("neither readings nor a tick");
    }
    return event;
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

  /** The columns of a message while they are being read. */
  private static final class Columns {
    private String tenant = "";
    private String sensor = "";
    private String source = "";
    private long high;
    private long low;
    private Instant receivedAt = Instant.EPOCH;
    private long[] quantities = {};
    private long[] values = {};
    private long[] observedBefore = {};
    private long @Nullable [] indexes;
    private long @Nullable [] hints;

    Readings read(MessageReader in) throws IOException {
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        column(field, in);
      }
      List<Reading> readings = new ArrayList<>(quantities.length);
      for (int i = 0; i < quantities.length; i++) {
        readings.add(reading(i));
      }
      return new Readings(tenant, sensor, source, new Origin(high, low), receivedAt, readings);
    }

    private void column(int field, MessageReader in) throws IOException {
      switch (field) {
        case 1 -> tenant = in.text();
        case 2 -> sensor = in.text();
        case 3 -> source = in.text();
        case 4 -> high = in.hash();
        case 5 -> low = in.hash();
        case 6 -> receivedAt = in.instant();
        case 7 -> quantities = in.packed();
        case 8 -> values = in.packedSigned();
        case 9 -> observedBefore = in.packedSigned();
        case 10 -> indexes = in.packed();
        case 11 -> hints = in.packed();
        default -> in.passOver();
      }
    }

    private Reading reading(int i) {
      return new Reading(
          Quantities.numbered((int) quantities[i]),
          indexes == null ? i : (int) indexes[i],
          values[i],
          receivedAt.minusMillis(observedBefore[observedBefore.length == 1 ? 0 : i]),
          hints == null ? 0 : (int) hints[i]);
    }
  }
}
