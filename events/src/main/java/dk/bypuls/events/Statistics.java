package dk.bypuls.events;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The figures of a window, as whole numbers of their last decimal place. What does not apply is
 * absent.
 */
public final class Statistics {

  /** No figure at all, as in a suppressed window. */
  public static final Statistics NONE = new Statistics(0, new long[0]);

  private static final int SLOTS =
      Statistic.all().stream().mapToInt(Statistic::number).max().orElseThrow() + 1;

  private final long present;
  private final long[] values;

  private Statistics(long present, long[] values) {
    this.present = present;
    this.values = values;
  }

  public static Statistics of(Map<Statistic, Long> figures) {
    Builder builder = new Builder();
    figures.forEach(builder::put);
    return builder.build();
  }

  /** Takes figures one by one. */
  public static final class Builder {

    private final long[] values = new long[SLOTS];
    private long present;

    public void put(Statistic statistic, long figure) {
      present |= 1L << statistic.number();
      values[statistic.number()] = figure;
    }

    /** What was taken; nothing may be put afterwards. */
    public Statistics build() {
      return present == 0 ? NONE : new Statistics(present, values);
    }
  }

  public boolean has(Statistic statistic) {
    return (present & (1L << statistic.number())) != 0;
  }

  /** The figure, which must be present. */
  public long get(Statistic statistic) {
    if (!has(statistic)) {
      throw new IllegalArgumentException("this window has no " + statistic.json());
    }
    return values[statistic.number()];
  }

  public OptionalLong find(Statistic statistic) {
    return has(statistic) ? OptionalLong.of(values[statistic.number()]) : OptionalLong.empty();
  }

  public boolean isEmpty() {
    return present == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Statistics that
        && present == that.present
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(present) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all()) {
      find(statistic).ifPresent(value -> figures.put(statistic, value));
    }
    return figures.toString();
  }
}
