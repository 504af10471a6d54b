package dk.bypuls.aggregator.privacy;

/**
 * All that the engine has to remember to answer for a leaf. It is stored together with the answer,
 * in one transaction: an answer whose memory is lost would be given again.
 *
 * @param releases of the leaf's series
 * @param ledger of the leaf's scope
 */
public record Memory(Releases releases, Ledger ledger) {

  public static final Memory NONE = new Memory(Releases.NONE, Ledger.UNTOUCHED);
}
