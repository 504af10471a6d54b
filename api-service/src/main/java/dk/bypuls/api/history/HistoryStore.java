package dk.bypuls.api.history;

import dk.bypuls.api.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One schema of the database, read by the role that may read that schema alone (I4). */
final class HistoryStore {

  private static final Logger LOG = Logger.getLogger(HistoryStore.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final String CANCELLED = "57014";

  /** An answer may be kept ten times as long unasked: so old may be what says that it holds. */
  private static final Duration RECENT = Duration.ofSeconds(1);

  private final Connections pool;
  private final HistoryRows rows;
  private final ReadAhead ahead;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable Seen last;

  HistoryStore(String schema, Connections pool, ReadAhead ahead) {
    this.pool = pool;
    this.ahead = ahead;
    this.rows = new HistoryRows(schema);
  }

  /** The last transaction of the sink that can be seen now. */
  int horizon() {
    int batch = ask(HistoryRows::horizon);
    last = new Seen(batch, System.nanoTime());
    return batch;
  }

  /** All rows of a question and how far was seen with them, in one go; absent if it may be long. */
  Optional<HistoryRows.Opening> opening(HistoryQuestion question, int look) {
    Optional<HistoryRows.Opening> opening =
        ask((history, connection) -> history.opening(connection, question, look));
    opening.ifPresent(read -> last = new Seen(read.horizon(), System.nanoTime()));
    return opening;
  }

  /** The same as of a moment ago, if somebody asked then. */
  OptionalInt recentHorizon() {
    Seen seen = last;
    return seen != null && seen.isRecent() ? OptionalInt.of(seen.batch()) : OptionalInt.empty();
  }

  /**
   * Whether that is what could be seen a moment ago. It is looked again before that is long ago, so
   * that nobody who asks again and again has to wait for it.
   */
  boolean isAt(int batch) {
    Seen seen = last;
    if (seen == null || seen.batch() != batch || !seen.isRecent()) {
      return false;
    }
    boolean isTime = seen.isHalfOver() && looking.compareAndSet(false, true);
    if (isTime && ahead.begin(this::lookAgain).isEmpty()) {
      looking.set(false);
    }
    return true;
  }

  private int lookAgain() {
    try {
      return horizon();
    } finally {
      looking.set(false);
    }
  }

  private record Seen(int batch, long atNanos) {

    private boolean isRecent() {
      return System.nanoTime() - atNanos < RECENT.toNanos();
    }

    private boolean isHalfOver() {
      return System.nanoTime() - atNanos > RECENT.toNanos() / 2;
    }
  }

  /** Puts a question; an unreachable database becomes a problem that says so. */
  <A> A ask(Question<A> question) {
    try {
      return once(question);
    } catch (SQLException failure) {
      if (!connectionWasLost(failure)) {
        throw problem(failure).asException();
      }
    }
    // The pool may have held a connection from before a restart of the database.
    try {
      return once(question);
    } catch (SQLException failure) {
      throw problem(failure).asException();
    }
  }

  /** Puts a question before its answer is needed; absent where there is no time for it. */
  <A> Optional<CompletableFuture<A>> askAhead(Question<A> question) {
    return ahead.begin(() -> ask(question));
  }

  private <A> A once(Question<A> question) throws SQLException {
    try (Connection connection = pool.next()) {
      return question.ask(rows, connection);
    }
  }

  private static boolean connectionWasLost(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  private static Problem problem(SQLException failure) {
    if (CANCELLED.equals(failure.getSQLState())) {
      return tookTooLong();
    }
    LOG.warnf("history cannot be read: %s", failure.getMessage());
    return Problem.unavailable(
        "History cannot be reached at the moment; what is missed meanwhile is caught up. /v1/live"
            + " and /v1/datasets/{dataset}/latest go on.",
        RETRY_AFTER);
  }

  static Problem tookTooLong() {
    return Problem.unavailable(
        "This question took too long. Ask for a shorter range, a coarser resolution or fewer"
            + " series.",
        RETRY_AFTER);
  }

  /** Where connections come from. */
  interface Connections {
    Connection next() throws SQLException;
  }

  /** Something to ask on a connection. */
  interface Question<A> {
    A ask(HistoryRows rows, Connection connection) throws SQLException;
  }
}
