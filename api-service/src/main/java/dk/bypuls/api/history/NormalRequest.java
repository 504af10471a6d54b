package dk.bypuls.api.history;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Recall;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A question for what is normal, understood: of the hours of whole weeks of local days.
 *
 * @param stamp the registration of the dataset it is answered under
 * @param from the first start that is looked at
 * @param to the first start that no longer is
 * @param recalled what of it is not told any more
 * @param tightenings when stricter policies came into force
 * @param ofPeople whether those are looked at that were protected, or those that were not
 */
record NormalRequest(
    String dataset,
    String stamp,
    Selection selection,
    List<Recall.Stretch> recalled,
    List<Instant> tightenings,
    Instant from,
    Instant to,
    boolean ofPeople) {

  static final int WEEKS = 8;

  /** So long after midnight yesterday's last hour has come. */
  private static final Duration DAY_BEGINS_AT = Duration.ofHours(1);

  private static final Set<String> PARAMETERS = Set.of("place", "sensor", "quantity");

  static NormalRequest read(
      RoutingContext request, Catalogue catalogue, Dataset dataset, Clock clock) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    return of(
        dataset,
        catalogue.stampOf(dataset.id()),
        Selection.of(asked, catalogue, List.of(dataset)),
        catalogue.registry().recalled(dataset.id()),
        catalogue.tightenings(dataset),
        clock.instant());
  }

  static NormalRequest of(
      Dataset dataset,
      String stamp,
      Selection selection,
      List<Recall.Stretch> recalled,
      List<Instant> tightenings,
      Instant now) {
    LocalDate today = LocalDate.ofInstant(now.minus(DAY_BEGINS_AT), Resolution.ZONE);
    Instant from = today.minusWeeks(WEEKS).atStartOfDay(Resolution.ZONE).toInstant();
    Instant to = today.atStartOfDay(Resolution.ZONE).toInstant();
    Dataset.Publication publication = dataset.publication();
    boolean later = publication != null && publication.from().isAfter(from);
    return new NormalRequest(
        dataset.id(),
        stamp,
        selection,
        recalled,
        tightenings,
        later && publication != null ? publication.from() : from,
        to,
        !dataset.leavesWhole());
  }

  /** The same for equal questions of one day. */
  String key() {
    return String.join(" ", dataset, stamp, from.toString(), to.toString(), selection.canonical());
  }
}
