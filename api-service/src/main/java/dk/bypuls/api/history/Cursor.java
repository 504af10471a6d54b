package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, and what holds for all pages of its question.
 *
 * @param stamp the registration of the dataset under which the first page was given
 * @param fingerprint of the question
 * @param from as the first page understood it; a duration back from now would move
 * @param horizon the last transaction of the sink that the first page could see
 * @param after the last row that was given
 */
record Cursor(
    String stamp,
    long fingerprint,
    Instant from,
    @Nullable Instant to,
    @Nullable Instant asOf,
    int horizon,
    Key after) {

  /** The order of rows. */
  record Key(Instant start, String place, String sensor, String quantity, String area) {

    static Key of(PublishedWindow row) {
      return new Key(row.window().start(), row.place(), row.sensor(), row.quantity(), row.area());
    }
  }
}
