package dk.bypuls.api.terms;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.DatasetChange.Alteration;
import java.util.ArrayList;
import java.util.List;

/** What people who build on a dataset rely on, as anyone may know it. */
record Terms(List<String> licence, List<String> quantities, List<String> resolutions) {

  static Terms of(Dataset dataset, Catalogue catalogue) {
    return new Terms(
        dataset.licence() == null ? List.of() : List.of(dataset.licence()),
        dataset.quantities().stream().sorted().toList(),
        catalogue.resolutionsOf(dataset).stream().map(Enum::name).toList());
  }

  /** What is another in these. */
  List<Alteration> alterationsTo(Terms now) {
    List<Alteration> found = new ArrayList<>();
    add(found, DatasetChange.LICENCE, licence, now.licence);
    add(found, DatasetChange.QUANTITIES, quantities, now.quantities);
    add(found, DatasetChange.RESOLUTIONS, resolutions, now.resolutions);
    return found;
  }

  private static void add(
      List<Alteration> found, String what, List<String> before, List<String> after) {
    if (!before.equals(after)) {
      found.add(new Alteration(what, before, after));
    }
  }
}
