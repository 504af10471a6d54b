package dk.bypuls.api.terms;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.DatasetChange.Alteration;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a change of the registry changed for those who build on public datasets. */
public final class TermsChanges {

  /** What terms follow from: how long windows are, from how often the sensors' products speak. */
  private static final Set<EntityKind> MATTER =
      EnumSet.of(EntityKind.DATASET, EntityKind.PROFILE, EntityKind.SENSOR);

  private TermsChanges() {}

  /** Whether a change of such a thing may change anyone's terms. */
  public static boolean mayFollowFrom(EntityKind kind) {
    return MATTER.contains(kind);
  }

  /**
   * What is to be kept of each dataset that everyone could see before and can see now (I3). Of what
   * comes or goes whole, other notices tell.
   */
  public static List<DatasetChange> between(Registry before, Registry after, Instant at) {
    Catalogue was = new Catalogue(before, 0, Map.of());
    Catalogue is = new Catalogue(after, 0, Map.of());
    List<DatasetChange> changes = new ArrayList<>();
    for (Dataset dataset : is.shownTo(Visitor.ANYONE)) {
      Optional<Dataset> known = was.shownTo(Visitor.ANYONE, dataset.id());
      if (known.isPresent()) {
        List<Alteration> alterations =
            Terms.of(known.get(), was).alterationsTo(Terms.of(dataset, is));
        if (!alterations.isEmpty()) {
          String id = dataset.id() + "." + at.toEpochMilli();
          changes.add(new DatasetChange(id, dataset.id(), at, alterations));
        }
      }
    }
    return changes;
  }
}
