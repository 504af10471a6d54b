package dk.bypuls.api.history;

import dk.bypuls.api.answer.Gap;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Recall;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All cells of which a question could be answered with a window, in the order of rows, each as it
 * is told where there is none (I6).
 *
 * <p>They follow from the registry, the calendar and how far the aggregator said it is; not from
 * what is there.
 */
final class CellsInOrder implements Iterator<Gap> {

  private final HistoryQuestion question;
  private final List<DeclaredSeries> declared;
  private final List<Recall.Stretch> takenBack;
  private final Horizon horizon;
  private final Instant end;
  private Resolution.Span span;
  private int series;
  private @Nullable Gap next;

  /**
   * Those of a question that has an end.
   *
   * @param declared in the order of rows
   * @param takenBack what is neither there nor missing
   * @param after where to begin: none but those that come after it
   */
  CellsInOrder(
      HistoryQuestion question,
      List<DeclaredSeries> declared,
      List<Recall.Stretch> takenBack,
      Horizon horizon,
      Cursor.@Nullable Key after) {
    this.question = question;
    this.declared = declared;
    this.takenBack = takenBack;
    this.horizon = horizon;
    this.end = Objects.requireNonNull(question.to(), "cells need an end");
    Instant from =
        after != null && after.start().isAfter(question.from()) ? after.start() : question.from();
    Resolution.Span first = question.resolution().spanAt(from);
    this.span = first.start().equals(from) ? first : question.resolution().spanAt(first.end());
    this.next = find();
    while (next != null && after != null && Cursor.Key.of(next).compareTo(after) <= 0) {
      next = find();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Gap next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Gap found = next;
    next = find();
    return found;
  }

  private @Nullable Gap find() {
    while (span.start().isBefore(end) && !declared.isEmpty()) {
      while (series < declared.size() && !isTakenBack(span)) {
        DeclaredSeries candidate = declared.get(series++);
        if (candidate.isThere(span.start(), span.end())) {
          return gap(candidate);
        }
      }
      series = 0;
      span = question.resolution().spanAt(span.end());
    }
    return null;
  }

  private boolean isTakenBack(Resolution.Span candidate) {
    return takenBack.stream()
        .anyMatch(
            taken ->
                candidate.start().isBefore(taken.to()) && candidate.end().isAfter(taken.from()));
  }

  private Gap gap(DeclaredSeries of) {
    Instant through =
        of.cell() instanceof Cell.AreaCell ? horizon.areasThrough() : horizon.through();
    boolean isOver = through != null && !span.end().isAfter(through);
    return new Gap(
        question.dataset(),
        of.cell(),
        of.quantity(),
        question.resolution(),
        span.start(),
        span.end(),
        isOver ? Gap.Reason.MISSING : Gap.Reason.NOT_YET);
  }
}
