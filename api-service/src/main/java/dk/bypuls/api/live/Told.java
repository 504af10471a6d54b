package dk.bypuls.api.live;

import org.jspecify.annotations.Nullable;

/** What a client is told, before it is written in the form that the client reads. */
final class Told {

  private final String event;
  private final @Nullable String id;
  private final LiveEvent.@Nullable Subject subject;
  private final byte[] data;
  private final boolean known;

  private Told(
      String event,
      @Nullable String id,
      LiveEvent.@Nullable Subject subject,
      byte[] data,
      boolean known) {
    this.event = event;
    this.id = id;
    this.subject = subject;
    this.data = data;
    this.known = known;
  }

  /** Something that happens now; about everything where it has no subject. */
  static Told now(
      String event, @Nullable String id, LiveEvent.@Nullable Subject subject, byte[] data) {
    return new Told(event, id, subject, data, false);
  }

  /** A window that was the newest of its series before the client came. */
  static Told known(@Nullable String id, LiveEvent.Subject subject, byte[] data) {
    return new Told(LiveEvent.Kind.COMPLETE.event(), id, subject, data, true);
  }

  /** The name of the event. */
  String event() {
    return event;
  }

  /** What the client can go on from; absent where it cannot from here. */
  @Nullable String id() {
    return id;
  }

  LiveEvent.@Nullable Subject subject() {
    return subject;
  }

  /** JSON on one line; for a window the bytes that history serves (I7). */
  byte[] data() {
    return data;
  }

  /** Whether it was there before the client came. */
  boolean isKnown() {
    return known;
  }
}
