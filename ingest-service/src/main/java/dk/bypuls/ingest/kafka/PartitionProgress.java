package dk.bypuls.ingest.kafka;

/**
 * How far the sends to one partition are, as far as a tick needs to know.
 *
 * <p>The producer answers the sends to a partition in their order, so two counts are enough.
 */
final class PartitionProgress {

  private long sent;
  private long answered;
  private long failed;
  private long barrier = -1;
  private long failedBefore;

  synchronized void sent() {
    sent++;
  }

  /** Answers whether a tick is due now. */
  synchronized boolean answered(boolean delivered) {
    answered++;
    if (!delivered) {
      failed++;
    }
    return due();
  }

  /** Asks for a tick after all that was sent so far. Answers whether it is due at once. */
  synchronized boolean ask() {
    if (barrier < 0) {
      barrier = sent;
      failedBefore = failed;
    }
    return due();
  }

  private boolean due() {
    if (barrier < 0 || answered < barrier) {
      return false;
    }
    barrier = -1;
    // What failed comes again: a tick before it would say that it is late.
    return failed == failedBefore;
  }
}
