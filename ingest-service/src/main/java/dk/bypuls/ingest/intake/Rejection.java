package dk.bypuls.ingest.intake;

import dk.bypuls.events.Quarantined.Reason;

/**
 * That a message cannot become readings.
 *
 * <p>Its message says what is wrong and where, and never repeats what the sender wrote.
 */
public final class Rejection extends Exception {

  private final Reason reason;

  public Rejection(Reason reason, String detail) {
    // Hostile senders cause these at will, so they cost no stack trace.
    super(detail, null, false, false);
    this.reason = reason;
  }

  public static Rejection undecodable(String detail) {
    return new Rejection(Reason.UNDECODABLE, detail);
  }

  public Reason reason() {
    return reason;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
