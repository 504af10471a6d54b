package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Columns;
import dk.bypuls.api.answer.Form;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.Times;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Addresses;
import dk.bypuls.api.request.Moment;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.api.request.TimeRange;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of history, understood.
 *
 * @param stamp the registration of the dataset it is answered under
 * @param cursor where the page before ended; absent on the first
 * @param times fingerprint of the words in which the first page asked for a time
 * @param limit how many rows at most; {@link #ALL} for all in one answer
 */
record HistoryRequest(
    HistoryQuestion question,
    String stamp,
    @Nullable Cursor cursor,
    long times,
    Form form,
    int limit,
    Access access,
    String base) {

  /** The limit of an answer that is given whole. */
  static final int ALL = Integer.MAX_VALUE - 1;

  static final int USUAL_LIMIT = 1_000;
  static final int HIGHEST_LIMIT = 10_000;

  private static final String AS_OF = "as_of";

  static final Set<String> PARAMETERS = parameters();

  static HistoryRequest read(
      RoutingContext request,
      Catalogue catalogue,
      Dataset dataset,
      Access access,
      CursorSeal seal,
      Clock clock) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    HistoryQuestion question = question(asked, catalogue, dataset, clock.instant());
    Form form = form(request, asked);
    String stamp = catalogue.stampOf(dataset.id());
    Cursor cursor = asked.one("cursor").map(written -> cursor(seal, written)).orElse(null);
    String times = times(asked);
    if (cursor != null) {
      boolean internal = access == Access.INTERNAL;
      requireSameQuestion(cursor, question.fingerprint(internal), times);
      requireSameStamp(cursor, stamp, request);
      question = question.goneOnFrom(cursor);
    }
    Dataset.Publication publication = dataset.publication();
    if (access == Access.OPEN && publication != null) {
      question =
          question
              .notBefore(publication.from())
              .ofAnyone(
                  dataset.leavesWhole(),
                  catalogue.registry().recalled(dataset.id()),
                  catalogue.tightenings(dataset));
    }
    return new HistoryRequest(
        question,
        stamp,
        cursor,
        cursor == null ? Cursor.fingerprint(times) : cursor.times(),
        form,
        limit(asked),
        access,
        Addresses.base(request));
  }

  /**
   * The words in which a time is asked for: those of a duration stay the same, its instant moves.
   */
  private static String times(Parameters asked) {
    return Stream.concat(TimeRange.PARAMETERS.stream(), Stream.of(AS_OF))
        .flatMap(name -> asked.one(name).map(value -> name + '=' + value).stream())
        .collect(Collectors.joining("&"));
  }

  private static Form form(RoutingContext request, Parameters asked) {
    return new Form(
        Format.of(asked, request.request().getHeader("Accept"), Format.ALL),
        Columns.of(asked),
        Times.of(asked));
  }

  private static int limit(Parameters asked) {
    return asked.one("limit").filter("all"::equals).isPresent()
        ? ALL
        : asked.number(
            "limit", USUAL_LIMIT, 1, HIGHEST_LIMIT, ", or \"all\" for all in one answer");
  }

  /** Whether it is answered whole, however much that is. */
  boolean isWhole() {
    return limit == ALL;
  }

  /** The address of the next page: the same with the cursor. */
  static String address(RoutingContext request, @Nullable String cursor) {
    return Addresses.with(request, "cursor", cursor);
  }

  /** The tag of its answer when the history is read up to that horizon. */
  String tag(Horizon horizon) {
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
            form.canonical(),
            Integer.toString(limit),
            Integer.toString(horizon.batch()),
            question.view().gaps() ? horizon.through() + " " + horizon.areasThrough() : ""));
  }

  static HistoryQuestion question(
      Parameters asked, Catalogue catalogue, Dataset dataset, Instant now) {
    Resolution resolution = ResolutionParameter.oneOf(asked, catalogue, dataset);
    TimeRange range = TimeRange.of(asked, usualFrom(resolution), now);
    View view = View.of(asked);
    HistoryQuestion question =
        new HistoryQuestion(
            dataset.id(),
            resolution,
            startFrom(resolution, range.from()),
            range.to() == null ? null : startFrom(resolution, range.to()),
            asked.one(AS_OF).map(value -> Moment.parse(AS_OF, value, now)).orElse(null),
            Selection.of(asked, catalogue, List.of(dataset)),
            Traits.of(asked, view.gaps()),
            view,
            HistoryQuestion.Told.ALL,
            List.of(),
            List.of());
    if (view.needsEnd()) {
      question = question.before(resolution.spanAt(now).end());
    }
    return view.gaps() ? withinRetention(question, dataset, now) : question;
  }

  /** What "from" is where nobody says: of windows that are long, the last thirty. */
  private static String usualFrom(Resolution resolution) {
    return switch (resolution) {
      case PT1M, PT15M, PT1H -> "P1D";
      case P1D -> "P30D";
      case P1M -> "P30M";
    };
  }

  /**
   * The first start then or later: a question that moves with the clock stays the same till then.
   */
  private static Instant startFrom(Resolution resolution, Instant instant) {
    Resolution.Span span = resolution.spanAt(instant);
    return span.start().equals(instant) ? instant : span.end();
  }

  /** What is no longer kept is not missing. */
  private static HistoryQuestion withinRetention(
      HistoryQuestion question, Dataset dataset, Instant now) {
    return dataset.retention() == null
        ? question
        : question.notBefore(
            question
                .resolution()
                .spanAt(now.atZone(Resolution.ZONE).minus(dataset.retention()).toInstant())
                .end());
  }

  private static Cursor cursor(CursorSeal seal, String written) {
    return seal.open(written)
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "This cursor was not made here. Take the address in \"next\" as it is.")
                    .asException());
  }

  /** Who says no time goes on with those of the first page. */
  private static void requireSameQuestion(Cursor cursor, long fingerprint, String times) {
    boolean isOfOtherTimes = !times.isEmpty() && Cursor.fingerprint(times) != cursor.times();
    if (cursor.fingerprint() != fingerprint || isOfOtherTimes) {
      throw Problem.badRequest(
              "This cursor belongs to another question. Take the address in \"next\" as it is.")
          .asException();
    }
  }

  private static void requireSameStamp(Cursor cursor, String stamp, RoutingContext request) {
    if (!cursor.stamp().equals(stamp)) {
      throw changed(request).asException();
    }
  }

  /** What was told so far may no longer hold. */
  static Problem changed(RoutingContext request) {
    return Problem.of(
            410,
            "The dataset's registration has changed since the first page. Start again at"
                + " \"restart\".")
        .with("restart", address(request, null));
  }

  private static Set<String> parameters() {
    Set<String> names = new TreeSet<>(Set.of("resolution", AS_OF, "format", "limit", "cursor"));
    names.addAll(TimeRange.PARAMETERS);
    names.addAll(Selection.PARAMETERS);
    names.addAll(Traits.PARAMETERS);
    names.addAll(View.PARAMETERS);
    names.add(Columns.PARAMETER);
    names.add(Times.PARAMETER);
    return Set.copyOf(names);
  }
}
