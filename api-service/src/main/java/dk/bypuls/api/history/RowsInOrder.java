package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
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

  private final HistoryStore store;
  private final HistoryQuestion question;
  private final int horizon;
  private final Runnable before;
  private Instant from;
  private Cursor.@Nullable Key after;
  private int look;
  private Iterator<PublishedWindow> batch = List.<PublishedWindow>of().iterator();
  private boolean exhausted;

  /**
   * Has read nothing yet.
   *
   * @param after the last row that was given; absent at the beginning
   * @param look how many rows are looked at first
   * @param before what is asked before each look; it throws where that is the end
   */
  RowsInOrder(
      HistoryStore store,
      HistoryQuestion question,
      int horizon,
      Cursor.@Nullable Key after,
      int look,
      Runnable before) {
    this.store = store;
    this.question = question;
    this.horizon = horizon;
    this.after = after;
    this.look = look;
    this.before = before;
    this.from =
        after != null && after.start().isAfter(question.from()) ? after.start() : question.from();
  }

  @Override
  public boolean hasNext() {
    while (!batch.hasNext() && !exhausted) {
      before.run();
      HistoryRows.Batch read =
          store.ask(
              (rows, connection) -> rows.batch(connection, question, horizon, from, after, look));
      batch = read.rows().iterator();
      if (read.reached() == null) {
        exhausted = true;
      } else {
        from = read.reached().plusMillis(1);
        after = null;
        look = read.rows().isEmpty() ? Math.max(look, Math.min(2 * look, MOST_AT_ONCE)) : look;
      }
    }
    return batch.hasNext();
  }

  @Override
  public PublishedWindow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.next();
  }
}
