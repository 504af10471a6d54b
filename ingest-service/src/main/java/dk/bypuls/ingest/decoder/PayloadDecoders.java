package dk.bypuls.ingest.decoder;

import dk.bypuls.events.registry.Decoder;
import dk.bypuls.ingest.intake.PayloadDecoder;

/** Makes registered decoders ready to decode. */
public final class PayloadDecoders {

  /**
   * A decoder, made ready.
   *
   * @throws IllegalArgumentException if it is of a kind that this Bypuls does not know
   */
  public PayloadDecoder of(Decoder decoder) {
    String kind = decoder.script() == null ? "of no known kind" : "a script, and none is run here";
    throw new IllegalArgumentException("the decoder " + decoder.id() + " is " + kind);
  }
}
