package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.aggregator.series.SeriesBook;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The series of one partition that are held in memory: those that spoke last. */
final class Tracks {

  /** The part of the heap that the tracks of all partitions may take: one instance may have all. */
  private static final double SHARE = 0.5;

  private final SeriesBook book;
  private final KeyValueStore<Bytes, byte[]> readings;
  private final LocalDays calendar;
  private final Supplier<Registry> registry;
  private final LinkedHashMap<Name, Track> byName = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Integer, Track> byNumber = new HashMap<>();
  private final long most;
  private long weight;

  Tracks(
      KeyValueStore<Bytes, byte[]> series,
      KeyValueStore<Bytes, byte[]> readings,
      LocalDays calendar,
      Supplier<Registry> registry) {
    this(series, readings, calendar, registry, share());
  }

  /** Those that take no more than about so many bytes. */
  Tracks(
      KeyValueStore<Bytes, byte[]> series,
      KeyValueStore<Bytes, byte[]> readings,
      LocalDays calendar,
      Supplier<Registry> registry,
      long most) {
    this.book = new SeriesBook(series);
    this.readings = readings;
    this.calendar = calendar;
    this.registry = registry;
    this.most = most;
  }

  private static long share() {
    return (long) (SHARE * Runtime.getRuntime().maxMemory() / Topics.PARTITIONS);
  }

  Track named(String tenant, String sensor, Quantity quantity) {
    Track held = byName.get(new Name(sensor, quantity.number()));
    return held != null ? held : hold(book.named(tenant, sensor, quantity));
  }

  Track numbered(int number) {
    Track held = byNumber.get(number);
    return held != null ? held : hold(book.numbered(number));
  }

  private Track hold(Series series) {
    Track track = new Track(series, new History(series, readings, calendar), registry.get());
    byName.put(nameOf(series), track);
    byNumber.put(series.number(), track);
    weigh(track);
    return track;
  }

  /** Takes note of how much a track takes now. Those that spoke longest ago make room for it. */
  void weigh(Track track) {
    if (byNumber.get(track.series().number()) != track) {
      return;
    }
    weight += track.growth();
    while (weight > most && byName.size() > 1) {
      Track eldest = byName.values().iterator().next();
      byName.remove(nameOf(eldest.series()));
      byNumber.remove(eldest.series().number());
      weight -= eldest.weighed();
    }
  }

  /** How many are held. */
  int size() {
    return byName.size();
  }

  private static Name nameOf(Series series) {
    return new Name(series.sensor(), series.quantity().number());
  }

  private record Name(String sensor, int quantity) {}
}
