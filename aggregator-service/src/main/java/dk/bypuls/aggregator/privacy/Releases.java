package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.Resolution.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stretches of time were answered for one area and category, whatever the answers were. What
 * is in one is never answered again.
 *
 * @param spans in the order of time, none touching another: leaves that follow each other are one
 */
public record Releases(List<Span> spans) {

  public static final Releases NONE = new Releases(List.of());

  public Releases {
    spans = List.copyOf(spans);
  }

  /** Whether an answer was given over any instant of it. */
  public boolean touch(Span span) {
    return spans.stream()
        .anyMatch(told -> told.start().isBefore(span.end()) && span.start().isBefore(told.end()));
  }

  /** These and one that is answered now. */
  public Releases and(Span span) {
    if (touch(span)) {
      throw new IllegalStateException("answered before: " + span);
    }
    List<Span> all = new ArrayList<>();
    Span grown = span;
    int place = 0;
    for (Span told : spans) {
      if (told.end().equals(grown.start())) {
        grown = new Span(told.start(), grown.end());
      } else if (told.start().equals(grown.end())) {
        grown = new Span(grown.start(), told.end());
      } else {
        all.add(told);
        place += told.end().isBefore(span.start()) ? 1 : 0;
      }
    }
    all.add(place, grown);
    return new Releases(all);
  }

  /** How they are kept. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(spans.size() * 2 * Long.BYTES);
    for (Span span : spans) {
      bytes.putLong(span.start().toEpochMilli()).putLong(span.end().toEpochMilli());
    }
    return bytes.array();
  }

  public static Releases fromBytes(byte[] kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept);
    List<Span> spans = new ArrayList<>();
    while (bytes.hasRemaining()) {
      spans.add(
          new Span(Instant.ofEpochMilli(bytes.getLong()), Instant.ofEpochMilli(bytes.getLong())));
    }
    return new Releases(spans);
  }
}
