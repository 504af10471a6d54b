package dk.bypuls.events;

import java.util.List;

/**
 * A figure that a window may carry. Number and name of a statistic never change.
 *
 * <p>Measured figures keep the decimal places of their quantity; derived ones have more, rounded
 * half even.
 */
public enum Statistic implements Numbered {
  MEAN(1, "mean", 2),
  MIN(2, "min", 0),
  MAX(3, "max", 0),
  SUM(4, "sum", 0),
  STDDEV(5, "stddev", 2),
  FIRST(6, "first", 0),
  LAST(7, "last", 0),
  P05(8, "p05", 0),
  P50(9, "p50", 0),
  P95(10, "p95", 0),
  /** How much a counter grew. */
  DELTA(11, "delta", 0),
  /** For which share of the time for which it is known a state was on. */
  SHARE(12, "share", 4),
  /** For which share of the time a state is known. */
  KNOWN(13, "known", 4),
  /** The level of the mean energy of sound. */
  LEQ(14, "leq", 2),
  /** The level that was exceeded for a tenth of the readings. */
  L10(15, "l10", 0),
  /** The level that was exceeded for nine tenths of the readings. */
  L90(16, "l90", 0),
  /** The lowest value of the band that is told in the place of a value. */
  LEAST(17, "least", 0),
  /** The bound that a band does not reach. */
  BELOW(18, "below", 0);

  private static final List<Statistic> ALL = List.of(values());

  private final int number;
  private final String json;
  private final int furtherPlaces;

  Statistic(int number, String json, int furtherPlaces) {
    this.number = number;
    this.json = json;
    this.furtherPlaces = furtherPlaces;
  }

  @Override
  public int number() {
    return number;
  }

  /** Its name in JSON, in CSV and in the database. */
  public String json() {
    return json;
  }

  /** How many decimal places it has beyond its quantity's. */
  public int furtherPlaces() {
    return furtherPlaces;
  }

  /** In the order in which they are written. */
  public static List<Statistic> all() {
    return ALL;
  }

  public static Statistic numbered(int number) {
    return Numbered.find(values(), number);
  }
}
