package dk.bypuls.aggregator.store;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Windows and records to test with. */
final class Samples {

  static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private static final Quantity TEMPERATURE = Quantities.of("air-temperature");

  private Samples() {}

  /** The first complete window of a sensor that begins so many minutes after {@link #START}. */
  static Window complete(String dataset, int sensor, int minute) {
    Instant start = START.plus(Duration.ofMinutes(minute));
    return new Window(
        dataset,
        new Cell.SensorCell("havnstrup-place-" + sensor % 7, "havnstrup-sensor-" + sensor),
        TEMPERATURE,
        Resolution.PT1M,
        start,
        start.plusSeconds(60),
        Window.Status.COMPLETE,
        1,
        start.plusSeconds(60).plus(Duration.ofDays(7)),
        3,
        0,
        OptionalInt.of(4),
        Flag.IMPLAUSIBLE.bit(),
        Statistics.of(
            Map.of(
                Statistic.MEAN,
                -1234567L - minute,
                Statistic.MIN,
                -20L,
                Statistic.MAX,
                (long) sensor,
                Statistic.P50,
                0L)),
        null);
  }

  /** The same time and figures, of an area. */
  static Window ofArea(String area, Window window) {
    return new Window(
        window.dataset(),
        new Cell.AreaCell(area, 2),
        window.quantity(),
        window.resolution(),
        window.start(),
        window.end(),
        window.status(),
        window.revision(),
        window.finalAt(),
        window.count(),
        window.flagged(),
        window.expected(),
        window.flags(),
        window.statistics(),
        window.reason());
  }

  static Window revised(Window window, int revision) {
    return new Window(
        window.dataset(),
        window.cell(),
        window.quantity(),
        window.resolution(),
        window.start(),
        window.end(),
        window.status(),
        revision,
        window.finalAt(),
        window.count() + 1,
        window.flagged(),
        window.expected(),
        window.flags(),
        window.statistics(),
        window.reason());
  }

  /** The same sensor and figures, over the longer time that it is in. */
  static Window whole(Window window, Resolution resolution) {
    Resolution.Span span = resolution.spanAt(window.start());
    return new Window(
        window.dataset(),
        window.cell(),
        window.quantity(),
        resolution,
        span.start(),
        span.end(),
        window.status(),
        window.revision(),
        span.end(),
        window.count(),
        window.flagged(),
        window.expected(),
        window.flags(),
        window.statistics(),
        window.reason());
  }

  /** The same time and sensor, still filling. */
  static Window running(Window window) {
    return new Window(
        window.dataset(),
        window.cell(),
        window.quantity(),
        window.resolution(),
        window.start(),
        window.end(),
        Window.Status.RUNNING,
        0,
        window.finalAt(),
        window.count(),
        window.flagged(),
        window.expected(),
        window.flags(),
        window.statistics(),
        null);
  }

  static Window suppressed(String dataset) {
    Resolution.Span day = Resolution.P1D.spanAt(START);
    return new Window(
        dataset,
        new Cell.AreaCell("dk-1km-6200-570", 0),
        TEMPERATURE,
        Resolution.P1D,
        day.start(),
        day.end(),
        Window.Status.SUPPRESSED,
        1,
        day.end(),
        0,
        0,
        OptionalInt.empty(),
        0,
        Statistics.NONE,
        "protected");
  }

  /** An area's window with every figure, over the month of the clock change. */
  static Window everyFigure(String dataset) {
    Resolution.Span month = Resolution.P1M.spanAt(Instant.parse("2026-10-03T00:00:00Z"));
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    Statistic.all().forEach(it -> figures.put(it, Long.MIN_VALUE / 1000 + it.number()));
    return new Window(
        dataset,
        new Cell.AreaCell("dk-1km-6200-571", 12),
        TEMPERATURE,
        Resolution.P1M,
        month.start(),
        month.end(),
        Window.Status.COMPLETE,
        3,
        month.end().plus(Duration.ofDays(28)),
        5_000_000_000L,
        6_000_000_000L,
        OptionalInt.of(Integer.MAX_VALUE - 1),
        0,
        Statistics.of(figures),
        null);
  }

  /** Windows of so many sensors for so many minutes. */
  static List<WindowEvent> load(String dataset, int sensors, int minutes) {
    List<WindowEvent> windows = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      for (int sensor = 0; sensor < sensors; sensor++) {
        windows.add(complete(dataset, sensor, minute));
      }
    }
    return windows;
  }

  /** A dataset that says no more than how long it is kept. */
  static Dataset dataset(String id, Period retention) {
    return new Dataset(
        id,
        "havnstrup",
        new Text("Luft", "Air"),
        null,
        PrivacyClass.OPEN,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        retention,
        Dataset.DEFAULT_LATENESS,
        null);
  }

  /** The record that an event would be in its topic. */
  static ConsumerRecord<byte[], byte @Nullable []> consumed(
      HistorySide side, int partition, long offset, Instant at, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        side.topic().name(),
        partition,
        offset,
        at.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        0,
        value == null ? 0 : value.length,
        new byte[0],
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  /** A batch of these events, from that position of a partition on. */
  static Batch batch(
      HistorySide side,
      int partition,
      long offset,
      Instant at,
      List<? extends WindowEvent> events) {
    Batch batch = new Batch(side);
    long next = offset;
    for (WindowEvent event : events) {
      batch.add(consumed(side, partition, next++, at, side.topic().codec().encode(event)));
    }
    batch.readUpTo(partition, next);
    return batch;
  }
}
