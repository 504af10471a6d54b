package dk.bypuls.ingest.intake;

import dk.bypuls.ingest.intake.Outcome.Why;

/** That an event could not be handed on. Its sender must keep the message. */
public final class NotPublishedException extends RuntimeException {

  private final Why why;

  public NotPublishedException(Why why, Throwable cause) {
    super(why.id(), cause, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
