package dk.bypuls.aggregator.store;

/** Work on windows of the past that somebody ordered; {@link PastWorker} gives it its turn. */
public interface PastWork {

  /** Whether there is an order that is not carried out yet, as far as this instance knows. */
  boolean waits();

  /** Carries orders out, one after the other, from where history says. */
  void carryOut(PastHistory history);
}
