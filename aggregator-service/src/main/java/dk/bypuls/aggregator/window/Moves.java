package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Sensor.Placement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * By which placements each series was told, so that a move which the registry learns of afterwards
 * corrects what was told of the place where the sensor did not stand.
 *
 * <p>It is found when the series is heard next, or anything else of it is told, and before that:
 * what is told goes with what was seen to. Each window of the time in question that was told is
 * gathered as one that late readings belong to, for the old place and for the new one.
 */
final class Moves {

  /** What is kept at least, beside the lateness. */
  private static final long FURTHER_BACK = 2 * 86_400_000L;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;
  private final LocalDays calendar;
  private final Progress progress;
  private final Corrections corrections;
  private final Reckoner reckoner;

  Moves(
      KeyValueStore<Bytes, byte[]> store,
      byte table,
      LocalDays calendar,
      Progress progress,
      Corrections corrections,
      Reckoner reckoner) {
    this.store = store;
    this.table = table;
    this.calendar = calendar;
    this.progress = progress;
    this.corrections = corrections;
    this.reckoner = reckoner;
  }

  /** Looks whether the sensor was somewhere else than it was believed to be. */
  void look(Track track, Plan plan, long now) {
    if (track.isPlaced()) {
      return;
    }
    List<Placement> placements = plan.placements();
    // Of a sensor that was withdrawn nothing more is known: what was, is compared when it is back.
    if (!placements.isEmpty()) {
      Bytes key = key(track.series().number());
      byte[] current = written(placements);
      byte[] former = store.get(key);
      if (!Arrays.equals(former, current)) {
        store.put(key, current);
        if (former != null) {
          correct(track, plan.placed(read(former)), plan, now);
        }
      }
    }
    track.setPlaced();
  }

  private void correct(Track track, Plan former, Plan plan, long now) {
    long from = Math.max(track.history().forgottenThrough(), now - plan.lateness() - FURTHER_BACK);
    TreeSet<Long> edges = new TreeSet<>(Set.of(from));
    edges.addAll(edges(former.placements()));
    edges.addAll(edges(plan.placements()));
    for (Long edge : edges.tailSet(from)) {
      if (!former.placeAt(edge).equals(plan.placeAt(edge))) {
        Long next = edges.higher(edge);
        correct(track, former, plan, edge, next == null ? Long.MAX_VALUE : next, now);
      }
    }
  }

  private static List<Long> edges(List<Placement> placements) {
    return placements.stream()
        .flatMap(placement -> Stream.ofNullable(placement.from()))
        .map(Instant::toEpochMilli)
        .toList();
  }

  private void correct(Track track, Plan former, Plan plan, long from, long to, long now) {
    int series = track.series().number();
    for (Resolution resolution : plan.resolutions()) {
      for (Slot slot = Slot.at(resolution, from, calendar);
          slot.start() < to && progress.isOver(series, slot);
          slot = Slot.at(resolution, slot.end(), calendar)) {
        Set<String> told = reckoner.figures(track, former, slot).keySet();
        for (String place : told) {
          corrections.gather(series, slot, place, now, () -> true);
        }
        for (String place : reckoner.figures(track, plan, slot).keySet()) {
          corrections.gather(series, slot, place, now, () -> told.contains(place));
        }
      }
    }
  }

  private Bytes key(int series) {
    return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES).put(table).putInt(series).array());
  }

  /** A line for each: the place, and since when. Ids have no blanks. */
  private static byte[] written(List<Placement> placements) {
    StringBuilder lines = new StringBuilder();
    for (Placement placement : placements) {
      Instant from = placement.from();
      lines.append(placement.place()).append(from == null ? "" : " " + from).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<Placement> read(byte[] written) {
    return new String(written, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", 2))
        .map(parts -> new Placement(parts[0], parts.length == 1 ? null : Instant.parse(parts[1])))
        .toList();
  }
}
