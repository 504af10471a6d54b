package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Settled;
import dk.bypuls.events.Settled.How;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which entries were dealt with, and how: three bits for each entry of a stretch at most. */
final class Settlements {

  private static final int STRETCH = 1 << 16;

  private final Map<How, Map<Integer, TreeMap<Long, BitSet>>> settled = new EnumMap<>(How.class);

  synchronized void add(Settled event) {
    for (long offset : event.offsets()) {
      // The last word counts.
      for (How how : How.values()) {
        stretch(how, event.partition(), offset).set((int) (offset % STRETCH), how == event.how());
      }
    }
  }

  private BitSet stretch(How how, int partition, long offset) {
    return settled
        .computeIfAbsent(how, key -> new HashMap<>())
        .computeIfAbsent(partition, key -> new TreeMap<>())
        .computeIfAbsent(offset / STRETCH, key -> new BitSet());
  }

  /** What became of an entry; absent as long as nothing did. */
  synchronized @Nullable How of(int partition, long offset) {
    for (Map.Entry<How, Map<Integer, TreeMap<Long, BitSet>>> each : settled.entrySet()) {
      TreeMap<Long, BitSet> stretches = each.getValue().get(partition);
      BitSet bits = stretches == null ? null : stretches.get(offset / STRETCH);
      if (bits != null && bits.get((int) (offset % STRETCH))) {
        return each.getKey();
      }
    }
    return null;
  }

  /** Forgets what is about entries that are no longer there. */
  synchronized void forgetBelow(int partition, long beginning) {
    for (Map<Integer, TreeMap<Long, BitSet>> each : settled.values()) {
      TreeMap<Long, BitSet> stretches = each.get(partition);
      if (stretches != null) {
        stretches.headMap(beginning / STRETCH).clear();
      }
    }
  }

  synchronized void clear() {
    settled.clear();
  }
}
