package dk.bypuls.aggregator.figure;

import dk.bypuls.events.Statistic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Percentiles by nearest rank: exact where all readings are at hand, within 0.8 % where only their
 * number in each {@link Bucket} is.
 */
final class Ranks implements Measure {

  private static final int HUNDRED = 100;

  private final Form form;
  private final Map<Statistic, Integer> percents;
  private long[] values = new long[8];
  private int size;
  private final Map<Integer, Long> buckets = new TreeMap<>();

  /** Percentiles of that form. */
  Ranks(Form form, Map<Statistic, Integer> percents) {
    this.form = form;
    this.percents = percents;
  }

  @Override
  public void read(long observedAt, long value, long id) {
    if (form == Form.EXACT) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    } else if (form == Form.BUCKETS) {
      buckets.merge(Bucket.of(value), 1L, Long::sum);
    }
  }

  @Override
  public void add(Measure other) {
    if (form == Form.EXACT) {
      throw new IllegalStateException("exact percentiles cannot be added to");
    }
    ((Ranks) other).inBuckets().forEach((bucket, count) -> buckets.merge(bucket, count, Long::sum));
  }

  private Map<Integer, Long> inBuckets() {
    Map<Integer, Long> all = new TreeMap<>(buckets);
    for (int i = 0; i < size; i++) {
      all.merge(Bucket.of(values[i]), 1L, Long::sum);
    }
    return all;
  }

  @Override
  public void say(Map<Statistic, Long> figures, long until) {
    if (form == Form.EXACT && size > 0) {
      long[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      percents.forEach(
          (statistic, percent) ->
              figures.put(statistic, sorted[Math.toIntExact(rank(percent, size))]));
    } else if (form == Form.BUCKETS && !buckets.isEmpty()) {
      long count = buckets.values().stream().mapToLong(Long::longValue).sum();
      percents.forEach(
          (statistic, percent) -> figures.put(statistic, inBucket(rank(percent, count))));
    }
  }

  /** Which of so many is the nearest to that share, counted from zero. */
  private static long rank(int percent, long count) {
    return (percent * count + HUNDRED - 1) / HUNDRED - 1;
  }

  private long inBucket(long rank) {
    long before = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      before += bucket.getValue();
      if (before > rank) {
        return Bucket.middle(bucket.getKey());
      }
    }
    throw new IllegalArgumentException("there are not so many: " + rank);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Map<Integer, Long> all = inBuckets();
    Packed.write(out, all.size());
    int before = 0;
    for (Map.Entry<Integer, Long> bucket : all.entrySet()) {
      Packed.write(out, bucket.getKey() - before);
      Packed.write(out, bucket.getValue());
      before = bucket.getKey();
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int bucket = 0;
    for (long left = Packed.read(in); left > 0; left--) {
      bucket += Math.toIntExact(Packed.read(in));
      buckets.put(bucket, Packed.read(in));
    }
  }

  /** How much of the readings is kept for them. */
  enum Form {
    EXACT,
    BUCKETS,
    NONE
  }
}
