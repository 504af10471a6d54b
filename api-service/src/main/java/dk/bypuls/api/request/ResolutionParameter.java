package dk.bypuls.api.request;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameter {@code resolution}: how long the windows are. */
public final class ResolutionParameter {

  private static final String NAME = "resolution";

  private ResolutionParameter() {}

  /** The one that is asked for, or the dataset's finest. */
  public static Resolution oneOf(Parameters asked, Catalogue catalogue, Dataset dataset) {
    return find(asked, catalogue, List.of(dataset)).orElseGet(() -> catalogue.finestOf(dataset));
  }

  /** The one that is asked for, which one of the datasets must have. */
  public static Optional<Resolution> find(
      Parameters asked, Catalogue catalogue, Collection<Dataset> datasets) {
    return asked.one(NAME).map(written -> read(written, catalogue, datasets));
  }

  private static Resolution read(
      String written, Catalogue catalogue, Collection<Dataset> datasets) {
    Set<Resolution> made = EnumSet.noneOf(Resolution.class);
    datasets.forEach(dataset -> made.addAll(catalogue.resolutionsOf(dataset)));
    List<String> names = made.stream().map(Resolution::name).toList();
    Parameters.requireKnown(NAME, written, names);
    return Resolution.valueOf(written);
  }
}
