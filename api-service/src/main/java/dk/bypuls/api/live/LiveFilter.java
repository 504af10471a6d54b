package dk.bypuls.api.live;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to hear.
 *
 * @param datasets absent for all
 * @param resolution absent for the finest of each series
 * @param visitor who the client is: what it may hear is looked up each time
 */
record LiveFilter(
    @Nullable Set<String> datasets,
    @Nullable Resolution resolution,
    Selection selection,
    Visitor visitor) {

  boolean wants(LiveEvent event) {
    LiveEvent.Subject subject = event.subject();
    if (datasets != null && !datasets.contains(subject.dataset())) {
      return false;
    }
    if (event.kind() == LiveEvent.Kind.WITHDRAWN) {
      return true;
    }
    return wants(subject.resolution(), subject.finest())
        && selection.has(subject.place(), subject.sensor(), subject.quantity(), subject.area());
  }

  boolean wants(PublishedWindow published, boolean finest) {
    return (datasets == null || datasets.contains(published.window().dataset()))
        && wants(published.window().resolution(), finest)
        && selection.has(
            published.place(), published.sensor(), published.quantity(), published.area());
  }

  private boolean wants(@Nullable Resolution offered, boolean finest) {
    return resolution == null ? finest : resolution == offered;
  }
}
