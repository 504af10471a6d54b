package dk.bypuls.api.history;

import dk.bypuls.api.answer.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those rows that are wanted. */
final class Wanted implements Iterator<Row> {

  private final Iterator<? extends Row> rows;
  private final Predicate<Row> isWanted;
  private @Nullable Row next;

  Wanted(Iterator<? extends Row> rows, Predicate<Row> isWanted) {
    this.rows = rows;
    this.isWanted = isWanted;
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      Row candidate = rows.next();
      next = isWanted.test(candidate) ? candidate : null;
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Row found = next;
    next = null;
    return found;
  }
}
