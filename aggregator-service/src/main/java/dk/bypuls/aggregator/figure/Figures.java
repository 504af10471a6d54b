package dk.bypuls.aggregator.figure;

import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the readings of one cell and slot say together. In which order they are read does not show.
 */
public final class Figures implements History.Reader {

  private final List<Measure> measures;
  private final long to;
  private long count;
  private long flagged;
  private int flags;

  private Figures(Nature nature, long from, long to, Ranks.Form ranks) {
    this.measures = measures(nature, from, to, ranks);
    this.to = to;
  }

  /** Of a slot that is over. */
  public static Figures of(Nature nature, long from, long to) {
    return new Figures(nature, from, to, Ranks.Form.EXACT);
  }

  /** Of a slot that is filling: they say no percentiles, which would cost too much each second. */
  public static Figures running(Nature nature, long from, long to) {
    return new Figures(nature, from, to, Ranks.Form.NONE);
  }

  /**
   * Of a slot that is over, made of the figures of parts of it. Their percentiles are within 0.8 %.
   */
  public static Figures merged(Nature nature, long from, long to) {
    return new Figures(nature, from, to, Ranks.Form.BUCKETS);
  }

  /** Of other figures, whatever slots they are of. */
  public static Figures merged(Nature nature) {
    return merged(nature, 0, 0);
  }

  private static List<Measure> measures(Nature nature, long from, long to, Ranks.Form ranks) {
    return switch (nature.kind()) {
      case GAUGE ->
          List.of(
              new Moments(),
              new Range(),
              new Ends(),
              new Ranks(ranks, Map.of(Statistic.P05, 5, Statistic.P50, 50, Statistic.P95, 95)));
      case AMOUNT -> List.of(new Total(), new Range());
      case COUNTER -> List.of(new Growth(nature), new Ends());
      case DIRECTION -> List.of(new Bearings(nature.scale()), new Ends());
      case STATE -> List.of(new Shares(nature, from, to), new Ends());
      case SOUND ->
          List.of(
              new Loudness(nature.scale()),
              new Range(),
              new Ends(),
              // L10 is what is exceeded for a tenth of the time.
              new Ranks(ranks, Map.of(Statistic.L10, 90, Statistic.L90, 10)));
      case IDENTITY -> List.of();
    };
  }

  /** What was last heard before the slot began, of a series whose nature carries it on. */
  public void carry(Observation before) {
    for (Measure measure : measures) {
      if (measure instanceof Carrying carrying) {
        carrying.carry(before.observedAt(), before.value());
      }
    }
  }

  @Override
  public void read(long observedAt, long value, long id, int hints) {
    // A flag of a window has the bit of the hint of its readings.
    flags |= hints;
    if (Hint.disqualify(hints)) {
      flagged++;
      return;
    }
    count++;
    for (Measure measure : measures) {
      measure.read(observedAt, value, id);
    }
  }

  /** Notes what is wrong with some of the readings, beside what each says of itself. */
  public void note(Flag flag) {
    flags |= flag.bit();
  }

  /** Takes in what other readings of the same nature say. */
  public void add(Figures other) {
    count += other.count;
    flagged += other.flagged;
    flags |= other.flags;
    for (int i = 0; i < measures.size(); i++) {
      measures.get(i).add(other.measures.get(i));
    }
  }

  /** Whether they say nothing at all. */
  public boolean isEmpty() {
    return count == 0 && flagged == 0 && statistics().isEmpty();
  }

  /** How many readings entered. */
  public long count() {
    return count;
  }

  /** How many did not enter, because something is wrong with them. */
  public long flagged() {
    return flagged;
  }

  /** Bits of {@link Flag}. */
  public int flags() {
    int all = flags;
    for (Measure measure : measures) {
      all |= measure.flags();
    }
    return all;
  }

  /** What makes sense of a quantity of that kind. */
  public Statistics statistics() {
    return statistics(to);
  }

  /** The same of a slot that is filling, as of that time. */
  public Statistics statistics(long until) {
    Map<Statistic, Long> all = new EnumMap<>(Statistic.class);
    for (Measure measure : measures) {
      try {
        measure.say(all, Math.min(until, to));
      } catch (ArithmeticException beyondAllMeasure) {
        // A figure that 64 bits do not hold is not said; the others are, and the stream goes on.
      }
    }
    return Statistics.of(all);
  }

  /** All of it in a few bytes. */
  public byte[] toBytes() {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        DataOutputStream out = new DataOutputStream(bytes)) {
      Packed.write(out, count);
      Packed.write(out, flagged);
      Packed.write(out, flags());
      for (Measure measure : measures) {
        measure.write(out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
  }

  /** What was written of readings of that nature, to be added to. */
  public static Figures of(Nature nature, byte[] bytes) {
    Figures figures = merged(nature);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      figures.count = Packed.read(in);
      figures.flagged = Packed.read(in);
      figures.flags = Math.toIntExact(Packed.read(in));
      for (Measure measure : figures.measures) {
        measure.read(in);
      }
      return figures;
    } catch (IOException e) {
      throw new UncheckedIOException("these are no figures of that nature", e);
    }
  }
}
