package dk.bypuls.events.codec;

import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.PastWindow;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Windows, how far they are complete, and withdrawals.
 *
 * <pre>
 * message WindowEvent     { oneof event { Window window = 1; CompleteThrough through = 2; Withdrawn withdrawn = 3;
 *                           PastWindow past = 4; } }
 * message Window          { string dataset = 1; string place = 2; string sensor = 3; string area = 4;
 *                           uint64 contributors = 5; uint64 quantity = 6; uint64 resolution = 7; sint64 start = 8;
 *                           uint64 length = 9; uint64 status = 10; uint64 revision = 11; uint64 final_after_end = 12;
 *                           uint64 count = 13; uint64 expected_and_one = 14; uint64 flags = 15; string reason = 16;
 *                           repeated Figure figures = 17; uint64 flagged = 18; Protection protection = 19; }
 * message Protection      { uint64 quality = 1; uint64 leaves = 2; uint64 withheld = 3; }
 * message Figure          { uint64 statistic = 1; sint64 value = 2; }
 * message CompleteThrough { string dataset = 1; uint64 partition = 2; uint64 resolution = 3; sint64 through = 4; }
 * message PastWindow      { string job = 1; Window window = 2; }
 * message Withdrawn       { string dataset = 1; sint64 from = 2; sint64 to = 3; string reason = 4; }
 * </pre>
 */
public final class WindowEventCodec implements Codec<WindowEvent> {

  @Override
  public byte[] encode(WindowEvent event) {
    MessageWriter out = new MessageWriter();
    if (event instanceof Window window) {
      int start = out.begin(1);
      write(window, out);
      out.end(start);
    } else if (event instanceof CompleteThrough through) {
      int start = out.begin(2);
      out.text(1, through.dataset())
          .number(2, through.partition())
          .number(3, through.resolution().number())
          .instant(4, through.through())
          .end(start);
    } else if (event instanceof Withdrawn withdrawn) {
      int start = out.begin(3);
      out.text(1, withdrawn.dataset())
          .instant(2, withdrawn.from())
          .instant(3, withdrawn.to())
          .text(4, withdrawn.reason())
          .end(start);
    } else if (event instanceof PastWindow past) {
      int start = out.begin(4);
      out.text(1, past.job());
      int window = out.begin(2);
      write(past.window(), out);
      out.end(window);
      out.end(start);
    }
    return out.finish();
  }

  private static void write(Window window, MessageWriter out) {
    out.text(1, window.dataset());
    if (window.cell() instanceof Cell.SensorCell cell) {
      out.text(2, cell.place()).text(3, cell.sensor());
    } else if (window.cell() instanceof Cell.AreaCell cell) {
      out.text(4, cell.area()).number(5, cell.contributors());
    }
    long end = window.end().toEpochMilli();
    out.number(6, window.quantity().number())
        .number(7, window.resolution().number())
        .instant(8, window.start())
        .number(9, end - window.start().toEpochMilli())
        .number(10, window.status().number())
        .number(11, window.revision())
        .number(12, window.finalAt().toEpochMilli() - end)
        .number(13, window.count())
        .number(14, window.expected().orElse(-1) + 1L)
        .number(15, window.flags())
        .text(16, window.reason());
    for (Statistic statistic : Statistic.all()) {
      if (window.statistics().has(statistic)) {
        int figure = out.begin(17);
        out.number(1, statistic.number()).signed(2, window.statistics().get(statistic)).end(figure);
      }
    }
    out.number(18, window.flagged());
    Protection protection = window.protection();
    if (protection != null) {
      int start = out.begin(19);
      out.number(1, protection.quality() == null ? 0 : protection.quality().number())
          .number(2, protection.leaves())
          .number(3, protection.withheld())
          .end(start);
    }
  }

  @Override
  public WindowEvent decode(byte[] bytes) {
    return MessageReader.read("window event", bytes, WindowEventCodec::event);
  }

  private static WindowEvent event(MessageReader in) throws IOException {
    WindowEvent event = null;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> event = in.message(message -> new WindowFields().read(message));
        case 2 -> event = in.message(WindowEventCodec::through);
        case 3 -> event = in.message(WindowEventCodec::withdrawn);
        case 4 -> event = in.message(WindowEventCodec::past);
        default -> in.passOver();
      }
    }
    if (event == null) {
      throw new IOException("no window, no progress and no withdrawal");
    }
    return event;
  }

  private static CompleteThrough through(MessageReader in) throws IOException {
    String dataset = "";
    int partition = 0;
    Resolution resolution = null;
    Instant through = Instant.EPOCH;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> dataset = in.text();
        case 2 -> partition = in.smallNumber();
        case 3 -> resolution = Resolution.numbered(in.smallNumber());
        case 4 -> through = in.instant();
        default -> in.passOver();
      }
    }
    Objects.requireNonNull(resolution, "progress names its resolution");
    return new CompleteThrough(dataset, partition, resolution, through);
  }

  private static Withdrawn withdrawn(MessageReader in) throws IOException {
    String dataset = "";
    Instant from = Instant.EPOCH;
    Instant to = Instant.EPOCH;
    String reason = "";
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> dataset = in.text();
        case 2 -> from = in.instant();
        case 3 -> to = in.instant();
        case 4 -> reason = in.text();
        default -> in.passOver();
      }
    }
    return new Withdrawn(dataset, from, to, reason);
  }

  private static PastWindow past(MessageReader in) throws IOException {
    String job = "";
    Window window = null;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> job = in.text();
        case 2 -> window = in.message(message -> new WindowFields().read(message));
        default -> in.passOver();
      }
    }
    return new PastWindow(
        job, Objects.requireNonNull(window, "a window of the past is there itself"));
  }

  /** The fields of a window while they are being read. */
  private static final class WindowFields {
    private String dataset = "";
    private String place = "";
    private String sensor = "";
    private @Nullable String area;
    private int contributors;
    private @Nullable Quantity quantity;
    private @Nullable Resolution resolution;
    private Instant start = Instant.EPOCH;
    private long length;
    private Window.@Nullable Status status;
    private int revision;
    private long finalAfterEnd;
    private long count;
    private long flagged;
    private OptionalInt expected = OptionalInt.empty();
    private int flags;
    private @Nullable String reason;
    private @Nullable Protection protection;
    private final Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);

    Window read(MessageReader in) throws IOException {
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        field(field, in);
      }
      Cell cell =
          area == null ? new Cell.SensorCell(place, sensor) : new Cell.AreaCell(area, contributors);
      Instant end = start.plusMillis(length);
      return new Window(
          dataset,
          cell,
          Objects.requireNonNull(quantity, "a window names its quantity"),
          Objects.requireNonNull(resolution, "a window names its resolution"),
          start,
          end,
          Objects.requireNonNull(status, "a window has a status"),
          revision,
          end.plusMillis(finalAfterEnd),
          count,
          flagged,
          expected,
          flags,
          Statistics.of(figures),
          reason,
          protection);
    }

    private void field(int field, MessageReader in) throws IOException {
      switch (field) {
        case 1 -> dataset = in.text();
        case 2 -> place = in.text();
        case 3 -> sensor = in.text();
        case 4 -> area = in.text();
        case 5 -> contributors = in.smallNumber();
        case 6 -> quantity = Quantities.numbered(in.smallNumber());
        case 7 -> resolution = Resolution.numbered(in.smallNumber());
        case 8 -> start = in.instant();
        case 9 -> length = in.number();
        case 10 -> status = Window.Status.numbered(in.smallNumber());
        case 11 -> revision = in.smallNumber();
        case 12 -> finalAfterEnd = in.number();
        case 13 -> count = in.number();
        case 14 -> expected = OptionalInt.of(in.smallNumber() - 1);
        case 15 -> flags = in.smallNumber();
        case 16 -> reason = in.text();
        case 17 -> in.message(this::figure);
        case 18 -> flagged = in.number();
        case 19 -> protection = in.message(WindowFields::protection);
        default -> in.passOver();
      }
    }

    private static Protection protection(MessageReader in) throws IOException {
      Quality quality = null;
      int leaves = 0;
      int withheld = 0;
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        switch (field) {
          case 1 -> quality = Quality.numbered(in.smallNumber());
          case 2 -> leaves = in.smallNumber();
          case 3 -> withheld = in.smallNumber();
          default -> in.passOver();
        }
      }
      return new Protection(quality, leaves, withheld);
    }

    private Statistic figure(MessageReader in) throws IOException {
      Statistic statistic = null;
      long value = 0;
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        switch (field) {
          case 1 -> statistic = Statistic.numbered(in.smallNumber());
          case 2 -> value = in.signed();
          default -> in.passOver();
        }
      }
      figures.put(Objects.requireNonNull(statistic, "a figure names its statistic"), value);
      return statistic;
    }
  }
}
