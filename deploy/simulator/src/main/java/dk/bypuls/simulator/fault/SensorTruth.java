package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.fault.Fate.Outcome;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one sensor said in one run, and what became of it. */
final class SensorTruth {
  private final Device device;
  private final int readingsPerUplink;
  private final Map<Outcome, Integer> misfortunes = new EnumMap<>(Outcome.class);
  private final List<Span> silences = new ArrayList<>();
  private final BitSet frames = new BitSet();
  private long firstFrame = -1;
  private int sent;
  private int garbled;
  private int late;
  private int distinct;

  SensorTruth(Device device, int readingsPerUplink) {
    this.device = device;
    this.readingsPerUplink = readingsPerUplink;
  }

  void sent(Transmission transmission) {
    sent++;
    if (transmission.garbled()) {
      garbled++;
      return;
    }
    if (firstFrame < 0) {
      // Earlier frames may still come late, but never earlier than this.
      firstFrame = device.frameFrom(transmission.at() - Faults.LONGEST_DELAY);
    }
    int bit = (int) (transmission.frame() - firstFrame);
    if (frames.get(bit)) {
      return;
    }
    frames.set(bit);
    distinct++;
    if (transmission.path() == Path.FIRST
        && transmission.sentAt() - transmission.at() >= Faults.LATE_FROM) {
      late++;
    }
  }

  void befell(Fate fate) {
    misfortunes.merge(fate.outcome(), 1, Integer::sum);
    Span span = fate.span();
    if (fate.outcome() == Outcome.SILENT && span != null && !silences.contains(span)) {
      silences.add(span);
    }
  }

  Device device() {
    return device;
  }

  int sent() {
    return sent;
  }

  /** Different uplinks that arrived whole. */
  int distinct() {
    return distinct;
  }

  int duplicates() {
    return sent - garbled - distinct;
  }

  int garbled() {
    return garbled;
  }

  int late() {
    return late;
  }

  int lost() {
    return count(Outcome.LOST) + count(Outcome.LOST_AT_GATEWAY);
  }

  /** Uplinks it would have sent, had it not been silent. */
  int silent() {
    return count(Outcome.SILENT);
  }

  List<Span> silences() {
    return silences;
  }

  /** What the platform should have of it: one reading for each declared field of each uplink. */
  long readings() {
    return (long) distinct * readingsPerUplink;
  }

  private int count(Outcome outcome) {
    return misfortunes.getOrDefault(outcome, 0);
  }
}
