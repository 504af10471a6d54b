package dk.bypuls.ingest.intake;

import dk.bypuls.ingest.intake.Outcome.Why;

/** That a message cannot be decoded for now. Its sender must keep it. */
public final class NotDecodedException extends RuntimeException {

  private final Why why;

  public NotDecodedException(Why why) {
    super(why.id(), null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
