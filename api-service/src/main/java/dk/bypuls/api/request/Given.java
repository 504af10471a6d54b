package dk.bypuls.api.request;

import io.vertx.ext.web.RoutingContext;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/** How many windows an answer gives, counted while they are written. */
public final class Given {

  private static final String ROWS = Given.class.getName();

  private Given() {}

  /** So many windows are given at once. */
  public static void counted(RoutingContext request, long windows) {
    request.put(ROWS, new AtomicLong(windows));
  }

  /** The same windows, counted as they are taken. */
  public static <T> Iterator<T> counted(RoutingContext request, Iterator<T> windows) {
    AtomicLong taken = new AtomicLong();
    request.put(ROWS, taken);
    return new Iterator<>() {

      @Override
      public boolean hasNext() {
        return windows.hasNext();
      }

      @Override
      public T next() {
        taken.incrementAndGet();
        return windows.next();
      }
    };
  }

  /** How many were taken for an answer. */
  public static long rowsOf(RoutingContext request) {
    AtomicLong taken = request.get(ROWS);
    return taken == null ? 0 : taken.get();
  }
}
