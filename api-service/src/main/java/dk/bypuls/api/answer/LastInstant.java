package dk.bypuls.api.answer;

import java.time.Instant;

/** Writes instants of which many in a row are the same: each of them is made text once. */
final class LastInstant {

  private final Times times;
  private Instant instant = Instant.MIN;
  private String text = "";

  LastInstant(Times times) {
    this.times = times;
  }

  String written(Instant next) {
    if (!next.equals(instant)) {
      text = times.write(next);
      instant = next;
    }
    return text;
  }
}
