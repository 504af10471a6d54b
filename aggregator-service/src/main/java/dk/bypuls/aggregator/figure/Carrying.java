package dk.bypuls.aggregator.figure;

/** A measure to which it matters what was heard before the slot. */
interface Carrying extends Measure {

  /** What was last heard before the slot began. */
  void carry(long observedAt, long value);
}
