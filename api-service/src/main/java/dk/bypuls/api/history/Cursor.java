package dk.bypuls.api.history;

import dk.bypuls.api.answer.Row;
import dk.bypuls.events.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, and what holds for all pages of its question.
 *
 * @param stamp the registration of the dataset under which the first page was given
 * @param fingerprint of the question
 * @param from as the first page understood it; a duration back from now would move
 * @param horizon how far the first page could see
 * @param after the last row that was given
 * @param times fingerprint of the words in which the first page asked for a time
 */
record Cursor(
    String stamp,
    long fingerprint,
    Instant from,
    @Nullable Instant to,
    @Nullable Instant asOf,
    Horizon horizon,
    Key after,
    long times) {

  /** A number that stands for a text. */
  static long fingerprint(String text) {
    return ByteBuffer.wrap(Sha256.of(text)).getLong();
  }

  /** The order of rows. */
  record Key(Instant start, String place, String sensor, String quantity, String area)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::start)
            .thenComparing(Key::place)
            .thenComparing(Key::sensor)
            .thenComparing(Key::quantity)
            .thenComparing(Key::area);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    static Key of(Row row) {
      return new Key(row.start(), row.place(), row.sensor(), row.quantity(), row.area());
    }
  }
}
