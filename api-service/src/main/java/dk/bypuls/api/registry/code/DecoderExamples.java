package dk.bypuls.api.registry.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.registry.Decoder;
import java.util.List;

/** A decoder that files declare, with the examples that it has to hold. */
public record DecoderExamples(Decoder decoder, List<Example> examples) {

  /**
   * What a payload becomes.
   *
   * @param spot where it stands
   * @param json as ingest takes it: {@code port}, {@code bytes}, and {@code data} or {@code error}
   */
  public record Example(Spot spot, ObjectNode json) {

    /** That it does not hold. */
    public Finding broken(String how) {
      return new Finding(spot, Wrong.EXAMPLE_BROKEN.of(how));
    }
  }
}
