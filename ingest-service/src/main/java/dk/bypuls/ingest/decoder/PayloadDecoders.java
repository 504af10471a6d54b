package dk.bypuls.ingest.decoder;

import dk.bypuls.events.registry.Decoder;
import dk.bypuls.ingest.decoder.cayenne.CayenneDecoder;
import dk.bypuls.ingest.decoder.layout.LayoutDecoder;
import dk.bypuls.ingest.intake.PayloadDecoder;

/** Makes registered decoders ready to decode. */
public final class PayloadDecoders {

  /**
   * A decoder, made ready.
   *
   * @throws IllegalArgumentException if it is of a kind that this Bypuls does not know
   */
  public PayloadDecoder of(Decoder decoder) {
    if (decoder.layout() != null) {
      return new LayoutDecoder(decoder.layout());
    }
    if (Decoder.CAYENNE_LPP.equals(decoder.format())) {
      return new CayenneDecoder();
    }
    String kind = decoder.script() == null ? "of no known kind" : "a script, and none is run here";
    throw new IllegalArgumentException("the decoder " + decoder.id() + " is " + kind);
  }
}
