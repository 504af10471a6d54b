package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Addresses;
import dk.bypuls.api.request.Moment;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of history, understood.
 *
 * @param stamp the registration of the dataset it is answered under
 * @param cursor where the page before ended; absent on the first
 */
record HistoryRequest(
    HistoryQuestion question,
    String stamp,
    @Nullable Cursor cursor,
    Format format,
    int limit,
    Access access,
    String base) {

  static final int USUAL_LIMIT = 1_000;
  static final int HIGHEST_LIMIT = 10_000;

  private static final Set<String> PARAMETERS = parameters();

  static HistoryRequest read(
      RoutingContext request,
      Catalogue catalogue,
      Dataset dataset,
      Access access,
      CursorSeal seal,
      Clock clock) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    HistoryQuestion question = question(asked, catalogue, dataset, clock.instant());
    String stamp = catalogue.stampOf(dataset.id());
    Cursor cursor = asked.one("cursor").map(written -> cursor(seal, written)).orElse(null);
    if (cursor != null) {
      boolean internal = access == Access.INTERNAL;
      requireSameQuestion(cursor, question.fingerprint(internal));
      requireSameStamp(cursor, stamp, request);
      question = question.goneOnFrom(cursor);
    }
    Dataset.Publication publication = dataset.publication();
    if (access == Access.OPEN && publication != null) {
      question =
          question
              .notBefore(publication.from())
              .ofAnyone(dataset.leavesWhole(), catalogue.registry().recalled(dataset.id()));
    }
    return new HistoryRequest(
        question,
        stamp,
        cursor,
        Format.of(asked, request.request().getHeader("Accept")),
        asked.number("limit", USUAL_LIMIT, 1, HIGHEST_LIMIT),
        access,
        Addresses.base(request));
  }

  /** The address of the next page: the same with the cursor. */
  static String address(RoutingContext request, @Nullable String cursor) {
    return Addresses.with(request, "cursor", cursor);
  }

  /** The tag of its answer when the history is read up to that horizon. */
  String tag(int horizon) {
    return OpenHeaders.tag(
        stamp,
        String.join(
            " ",
            base,
            Long.toString(question.fingerprint(access == Access.INTERNAL)),
            question.from().toString(),
            String.valueOf(question.to()),
            String.valueOf(question.asOf()),
            String.valueOf(cursor == null ? null : cursor.after()),
            format.name(),
            Integer.toString(limit),
            Integer.toString(horizon)));
  }

  private static HistoryQuestion question(
      Parameters asked, Catalogue catalogue, Dataset dataset, Instant now) {
    Resolution resolution = ResolutionParameter.oneOf(asked, catalogue, dataset);
    Instant from = Moment.parse("from", asked.one("from").orElse("P1D"), now);
    Instant to = asked.one("to").map(value -> Moment.parse("to", value, now)).orElse(null);
    if (to != null && !from.isBefore(to)) {
      throw Problem.badRequest("\"from\" (%s) must be before \"to\" (%s).".formatted(from, to))
          .asException();
    }
    return new HistoryQuestion(
        dataset.id(),
        resolution,
        resolution.spanAt(from).start().equals(from) ? from : resolution.spanAt(from).end(),
        to,
        asked.one("as_of").map(value -> Moment.parse("as_of", value, now)).orElse(null),
        Selection.of(asked, catalogue, List.of(dataset)),
        HistoryQuestion.Told.ALL,
        List.of());
  }

  private static Cursor cursor(CursorSeal seal, String written) {
    return seal.open(written)
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "This cursor was not made here. Take the address in \"next\" as it is.")
                    .asException());
  }

  private static void requireSameQuestion(Cursor cursor, long fingerprint) {
    if (cursor.fingerprint() != fingerprint) {
      throw Problem.badRequest(
              "This cursor belongs to another question. Take the address in \"next\" as it is.")
          .asException();
    }
  }

  private static void requireSameStamp(Cursor cursor, String stamp, RoutingContext request) {
    if (!cursor.stamp().equals(stamp)) {
      throw Problem.of(
              410,
              "The dataset's registration has changed since the first page. Start again at"
                  + " \"restart\".")
          .with("restart", address(request, null))
          .asException();
    }
  }

  private static Set<String> parameters() {
    Set<String> names =
        new TreeSet<>(Set.of("resolution", "from", "to", "as_of", "format", "limit", "cursor"));
    names.addAll(Selection.PARAMETERS);
    return Set.copyOf(names);
  }
}
