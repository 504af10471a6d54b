package dk.bypuls.api.ready;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.registry.Dataset;
import java.util.function.BooleanSupplier;

/**
 * What an answer is made of.
 *
 * @param stamp of the dataset; with it, as a policy comes into force without news
 * @param isSame whether the windows it was made of are still the same
 */
public record Made(Catalogue catalogue, Dataset dataset, String stamp, BooleanSupplier isSame) {

  boolean stillHolds() {
    return catalogue.isStamp(dataset, stamp) && isSame.getAsBoolean();
  }
}
