package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Row;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.ready.Made;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the rows of a request are read: where from, how far, and in which order. */
final class HistoryReading {

  /** Of a range that few rows are wanted of, no page is searched for longer. */
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);

  /** A whole answer is read in batches of so many. */
  static final int BATCH = 5_000;

  private final HistoryStore store;
  private final HistoryRequest asked;
  private final Catalogue catalogue;
  private final Dataset dataset;

  /** All rows, where they were read when it was asked how far can be seen. */
  private HistoryRows.@Nullable Opening opening;

  HistoryReading(HistoryStore store, HistoryRequest asked, Catalogue catalogue, Dataset dataset) {
    this.store = store;
    this.asked = asked;
    this.catalogue = catalogue;
    this.dataset = dataset;
  }

  /** How far the first page can see, or could. */
  Horizon horizon() {
    if (asked.cursor() != null) {
      return asked.cursor().horizon();
    }
    if (!asked.question().view().gaps()) {
      return new Horizon(seen(), null, null);
    }
    return completeness();
  }

  private int seen() {
    if (asked.isWhole() || asked.question().view().points() > 0) {
      return store.horizon();
    }
    // Most questions are short, and to ask the database costs them more than to be answered.
    opening = store.opening(asked.question(), look()).orElse(null);
    return opening == null ? store.horizon() : opening.horizon();
  }

  /** The last transaction of the sink, where somebody has just seen it. */
  OptionalInt recentHorizon() {
    return store.recentHorizon();
  }

  /**
   * How far the first page can see, or could, where it is known without asking the database.
   *
   * @param recent the last transaction of the sink that somebody has just seen
   */
  Optional<Horizon> knownHorizon(OptionalInt recent) {
    if (asked.cursor() != null) {
      return Optional.of(asked.cursor().horizon());
    }
    return asked.question().view().gaps() || recent.isEmpty()
        ? Optional.empty()
        : Optional.of(new Horizon(recent.getAsInt(), null, null));
  }

  /**
   * What a page is made of; absent where it must not be given again.
   *
   * @param seen the last transaction of the sink that could be seen before it was read
   */
  Optional<Made> made(OptionalInt seen) {
    // What is missing and what is not yet due changes with the clock.
    if (asked.access() != Access.OPEN || asked.question().view().gaps() || seen.isEmpty()) {
      return Optional.empty();
    }
    HistoryStore read = store;
    int batch = seen.getAsInt();
    return Optional.of(new Made(catalogue, dataset, asked.stamp(), () -> read.isAt(batch)));
  }

  /** How far all can be seen and is told now. */
  Horizon completeness() {
    List<String> trees =
        catalogue.registry().areaTreesOf(dataset).stream().map(AreaTree::key).toList();
    return store.ask(
        (rows, connection) ->
            rows.horizon(connection, dataset.id(), asked.question().resolution(), trees));
  }

  /** Refuses what is more than can be answered at once, and says how much can. */
  void refuseTooMuch(long most, Instant now) {
    HistoryQuestion question = asked.question();
    if (!asked.isWhole() && question.view().points() == 0) {
      return;
    }
    // Nothing starts in the future, so who asks far ahead asks for no more.
    Instant end = question.to() == null || question.to().isAfter(now) ? now : question.to();
    int series = Math.max(1, store.ask((rows, connection) -> rows.seriesOf(connection, question)));
    Duration cell = question.resolution().usualLength();
    long cells = Duration.between(question.from(), end).toMillis() / cell.toMillis() * series;
    if (cells > most) {
      Duration longest = cell.multipliedBy(Math.max(1, most / series));
      throw Problem.badRequest(
              ("This range has room for %d windows of %d series, and one answer for %d. Ask for %d"
                      + " days or less at a time, for a coarser resolution, or for fewer series.")
                  .formatted(cells, series, most, Math.max(1, longest.toDays())))
          .asException();
    }
  }

  /** The rows that are asked for, read as they are taken. */
  Iterator<Row> rows(Horizon horizon, Runnable beforeEachLook) {
    HistoryQuestion question = asked.question();
    Cursor.Key after = asked.cursor() == null ? null : asked.cursor().after();
    if (question.view().gaps()) {
      return withGaps(question, horizon, after, beforeEachLook);
    }
    Instant end = question.to();
    if (question.view().points() > 0 && end != null && question.from().isBefore(end)) {
      Shape.Parts parts = Shape.Parts.of(question.from(), end, question.view().points());
      HistoryQuestion fromPart =
          after == null ? question : question.notBefore(parts.startOf(after.start()));
      Iterator<Row> chosen =
          new Shape(windows(fromPart, horizon, null, BATCH, beforeEachLook), parts);
      return new Wanted(chosen, row -> after == null || Cursor.Key.of(row).compareTo(after) > 0);
    }
    return new Wanted(windows(question, horizon, after, look(), beforeEachLook), row -> true);
  }

  private Iterator<Row> withGaps(
      HistoryQuestion question,
      Horizon horizon,
      Cursor.@Nullable Key after,
      Runnable beforeEachLook) {
    boolean exact = asked.access() == Access.INTERNAL && !dataset.leavesWhole();
    List<DeclaredSeries> declared =
        DeclaredSeries.of(
            catalogue.registry(), dataset, question.resolution(), question.selection(), exact);
    CellsInOrder cells =
        new CellsInOrder(
            declaredFrom(question, exact),
            declared,
            exact ? List.of() : catalogue.registry().recalled(dataset.id()),
            horizon,
            after);
    Set<String> statuses = question.traits().statuses();
    return new Wanted(
        new WithGaps(windows(question, horizon, after, look(), beforeEachLook), cells),
        row -> statuses == null || statuses.contains(row.status()));
  }

  /** Nothing is declared of people before it was decided how they are protected. */
  private HistoryQuestion declaredFrom(HistoryQuestion question, boolean exact) {
    return exact
        ? question
        : dataset
            .protection()
            .map(policies -> question.notBefore(policies.versions().get(0).from()))
            .orElse(question);
  }

  private int look() {
    return asked.isWhole() ? BATCH : asked.limit() + 1;
  }

  private RowsInOrder windows(
      HistoryQuestion question,
      Horizon horizon,
      Cursor.@Nullable Key after,
      int look,
      Runnable beforeEachLook) {
    RowsInOrder windows =
        new RowsInOrder(
            store, question, horizon.batch(), after, look, asked.isWhole(), beforeEachLook);
    if (opening != null && after == null && opening.horizon() == horizon.batch()) {
      windows.startWith(new HistoryRows.Batch(opening.rows(), null));
    }
    return windows;
  }

  /** The rows of one page, and one more where it goes on. */
  List<Row> page(Horizon horizon) {
    long begin = System.nanoTime();
    Iterator<Row> rows =
        rows(
            horizon,
            () -> {
              if (System.nanoTime() - begin > LONGEST_SEARCH.toNanos()) {
                throw HistoryStore.tookTooLong().asException();
              }
            });
    List<Row> page = new ArrayList<>();
    while (page.size() <= asked.limit() && rows.hasNext()) {
      page.add(rows.next());
    }
    return page;
  }
}
