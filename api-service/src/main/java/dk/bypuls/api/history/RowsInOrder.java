package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a question in order, read as they are asked for: a few thousand at a time, each
 * time on a connection of the pool that is given back at once.
 *
 * <p>Whoever asks it waits for the database.
 */
final class RowsInOrder implements Iterator<PublishedWindow> {

  /** How many rows are looked at where few of many are wanted. */
  static final int MOST_AT_ONCE = 20_000;

  /** What was read ahead longer ago is read again: something may have been taken back since. */
  private static final Duration RECENT = Duration.ofSeconds(1);

  private final HistoryStore store;
  private final HistoryQuestion question;
  private final int horizon;
  private final boolean readsOn;
  private final Runnable before;
  private Instant from;
  private Cursor.@Nullable Key after;
  private int look;
  private Iterator<PublishedWindow> batch = List.<PublishedWindow>of().iterator();
  private @Nullable CompletableFuture<Ahead> ahead;
  private boolean exhausted;

  /**
   * Has read nothing yet.
   *
   * @param after the last row that was given; absent at the beginning
   * @param look how many rows are looked at first
   * @param readsOn whether all of them will be asked for, so that they can be read before they are
   * @param before what is asked before each look; it throws where that is the end
   */
  RowsInOrder(
      HistoryStore store,
      HistoryQuestion question,
      int horizon,
      Cursor.@Nullable Key after,
      int look,
      boolean readsOn,
      Runnable before) {
    this.store = store;
    this.question = question;
    this.horizon = horizon;
    this.after = after;
    this.look = look;
    this.readsOn = readsOn;
    this.before = before;
    this.from =
        after != null && after.start().isAfter(question.from()) ? after.start() : question.from();
  }

  /** Takes these for its first rows, which have just been read. */
  void startWith(HistoryRows.Batch rows) {
    ahead = CompletableFuture.completedFuture(new Ahead(rows, System.nanoTime()));
  }

  /**
   * What was read before it was asked for.
   *
   * @param batch absent where that failed
   */
  private record Ahead(HistoryRows.@Nullable Batch batch, long atNanos) {

    private boolean holds() {
      return System.nanoTime() - atNanos < RECENT.toNanos();
    }
  }

  @Override
  public boolean hasNext() {
    while (!batch.hasNext() && !exhausted) {
      before.run();
      HistoryRows.Batch read = read();
      batch = read.rows().iterator();
      if (read.reached() == null) {
        exhausted = true;
      } else {
        from = read.reached().plusMillis(1);
        after = null;
        look = read.rows().isEmpty() ? Math.max(look, Math.min(2 * look, MOST_AT_ONCE)) : look;
        readAhead();
      }
    }
    return batch.hasNext();
  }

  private HistoryRows.Batch read() {
    if (ahead != null) {
      Ahead was = ahead.join();
      ahead = null;
      if (was.batch() != null && was.holds()) {
        return was.batch();
      }
    }
    return store.ask(following());
  }

  private void readAhead() {
    if (readsOn) {
      ahead =
          store
              .askAhead(following())
              .map(read -> read.handle((rows, failure) -> new Ahead(rows, System.nanoTime())))
              .orElse(null);
    }
  }

  /** The question for what follows what was read. */
  private HistoryStore.Question<HistoryRows.Batch> following() {
    Instant first = from;
    Cursor.Key last = after;
    int rows = look;
    return (history, connection) -> history.batch(connection, question, horizon, first, last, rows);
  }

  @Override
  public PublishedWindow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.next();
  }
}
