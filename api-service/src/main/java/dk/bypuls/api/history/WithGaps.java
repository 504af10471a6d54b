package dk.bypuls.api.history;

import dk.bypuls.api.answer.Gap;
import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Windows, and the cells of which there is none: each cell once, in the order of rows.
 *
 * <p>A window of a cell that is declared no longer is told all the same.
 */
final class WithGaps implements Iterator<Row> {

  private final Iterator<PublishedWindow> windows;
  private final Iterator<Gap> cells;
  private @Nullable PublishedWindow window;
  private @Nullable Gap cell;

  WithGaps(Iterator<PublishedWindow> windows, Iterator<Gap> cells) {
    this.windows = windows;
    this.cells = cells;
  }

  @Override
  public boolean hasNext() {
    if (window == null && windows.hasNext()) {
      window = windows.next();
    }
    if (cell == null && cells.hasNext()) {
      cell = cells.next();
    }
    return window != null || cell != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    PublishedWindow there = window;
    Gap declared = cell;
    if (there == null || (declared != null && Row.ORDER.compare(declared, there) < 0)) {
      cell = null;
      return Objects.requireNonNull(declared);
    }
    window = null;
    if (declared != null && Row.ORDER.compare(declared, there) == 0) {
      cell = null;
    }
    return there;
  }
}
