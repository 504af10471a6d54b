package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants that asks with query parameters.
 *
 * @param datasets absent for all
 * @param resolution absent for the finest of each series
 */
record LiveFilter(
    @Nullable Set<String> datasets,
    @Nullable Resolution resolution,
    Selection selection,
    Visitor visitor)
    implements Wishes {

  @Override
  public boolean want(LiveEvent.Kind kind, LiveEvent.Subject subject) {
    if (datasets != null && !datasets.contains(subject.dataset())) {
      return false;
    }
    if (!kind.isOfWindow()) {
      return true;
    }
    return (resolution == null ? subject.finest() : resolution == subject.resolution())
        && selection.has(subject.place(), subject.sensor(), subject.quantity(), subject.area());
  }
}
