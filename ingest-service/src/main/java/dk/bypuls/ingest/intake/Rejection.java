package dk.bypuls.ingest.intake;

import dk.bypuls.events.Quarantined.Reason;

/**
 * That a message cannot become readings.
 *
 * <p>Its message says what is wrong and where, and never repeats what the sender wrote.
 */
public final class Rejection extends Exception {

  private final Reason reason;
  private final String said;

  public Rejection(Reason reason, String detail) {
    this(reason, detail, "");
  }

  /**
   * Of what a decoder refused.
   *
   * @param said the decoder's own words
   */
  public Rejection(Reason reason, String detail, String said) {
    // Hostile senders cause these at will, so they cost no stack trace.
    super(detail, null, false, false);
    this.reason = reason;
    this.said = said;
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

  /**
   * What a decoder said in its own words, which may repeat what was sent: for who tries it out, and
   * neither for logs nor for the quarantine. Empty where it said nothing.
   */
  public String said() {
    return said;
  }
}
