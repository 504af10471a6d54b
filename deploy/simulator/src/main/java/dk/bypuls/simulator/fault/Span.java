package dk.bypuls.simulator.fault;

/** A stretch of time, from its first millisecond up to, but not including, its last. */
public record Span(long from, long to) {
  boolean contains(long time) {
    return time >= from && time < to;
  }
}
