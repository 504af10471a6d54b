package dk.bypuls.api.allowance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bounded line in which askers take turns, however much each of them asks: who asks one thing
 * waits for one answer of every other asker at most.
 */
public final class FairLine {

  private final Executor workers;
  private final int atOnce;
  private final int mostWaiting;
  private final int mostOfOne;

  /** In the order of whose turn is next; an asker without questions is not in it. */
  private final Map<Asker, Deque<Waiting>> turns = new LinkedHashMap<>();

  private int working;
  private int waiting;

  /**
   * A line with nobody in it.
   *
   * @param workers answers at least that many questions at once
   * @param mostOfOne how many of one asker's questions may wait
   */
  public FairLine(Executor workers, int atOnce, int mostWaiting, int mostOfOne) {
    this.workers = workers;
    this.atOnce = atOnce;
    this.mostWaiting = mostWaiting;
    this.mostOfOne = mostOfOne;
  }

  private record Waiting(Runnable work, boolean isBeginning) {}

  /** What became of a question that somebody wants to put in. */
  public enum Entry {
    TAKEN,
    /** As many of this asker's wait as may. */
    ASKER_HAS_ENOUGH,
    FULL,
    /** Nobody answers any more. */
    CLOSED
  }

  /** Puts a question at the end of its asker's own. It must not throw. */
  public synchronized Entry enter(Asker asker, Runnable question) {
    if (waiting >= mostWaiting) {
      return Entry.FULL;
    }
    if (waitingOf(asker) >= mostOfOne) {
      return Entry.ASKER_HAS_ENOUGH;
    }
    if (!isServed()) {
      return Entry.CLOSED;
    }
    waiting++;
    put(asker, new Waiting(question, true));
    return Entry.TAKEN;
  }

  /**
   * Puts in the next part of an answer that was begun: that is bounded by what was begun. Answers
   * whether it will be made, which it is not where nobody answers any more.
   */
  public synchronized boolean goOn(Asker asker, Runnable part) {
    if (!isServed()) {
      return false;
    }
    put(asker, new Waiting(part, false));
    return true;
  }

  /** Whether nobody waits for a turn. */
  public synchronized boolean isEmpty() {
    return turns.isEmpty();
  }

  private long waitingOf(Asker asker) {
    return Stream.ofNullable(turns.get(asker))
        .flatMap(Deque::stream)
        .filter(Waiting::isBeginning)
        .count();
  }

  private void put(Asker asker, Waiting next) {
    turns.computeIfAbsent(asker, who -> new ArrayDeque<>()).add(next);
  }

  /** Whether somebody is there for one more, who comes to work if there is room for a worker. */
  private boolean isServed() {
    if (working == atOnce) {
      return true;
    }
    try {
      // It takes nothing before whoever called has put it in: it needs the same lock.
      workers.execute(this::work);
    } catch (RejectedExecutionException stopping) {
      return false;
    }
    working++;
    return true;
  }

  private void work() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    Iterator<Map.Entry<Asker, Deque<Waiting>>> first = turns.entrySet().iterator();
    if (!first.hasNext()) {
      working--;
      return null;
    }
    Map.Entry<Asker, Deque<Waiting>> turn = first.next();
    first.remove();
    Waiting next = turn.getValue().remove();
    if (!turn.getValue().isEmpty()) {
      turns.put(turn.getKey(), turn.getValue());
    }
    waiting -= next.isBeginning() ? 1 : 0;
    return next.work();
  }
}
