package dk.bypuls.api.live;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something to tell those who listen, serialised once for all of them. */
final class LiveEvent {

  /** What sort of event it is. */
  enum Kind {
    /** A complete, revised or suppressed window: never skipped. */
    COMPLETE("window"),
    /** A window that is still filling: may be skipped for a newer one of its series. */
    RUNNING("window"),
    /** Windows that were taken back: never skipped. */
    WITHDRAWN("withdrawn"),
    /** What those who use a dataset must know: not from the topic, so soon told to nobody again. */
    NOTICE("notice");

    private final String event;

    Kind(String event) {
      this.event = event;
    }

    /** What those who listen know it as. */
    String event() {
      return event;
    }

    /** Whether it is from the topic that is resumed. */
    boolean isLasting() {
      return this == COMPLETE || this == WITHDRAWN;
    }

    boolean isOfWindow() {
      return this == COMPLETE || this == RUNNING;
    }
  }

  /** Which series it is of; what filters look at. */
  record Subject(
      String dataset,
      String place,
      String sensor,
      String quantity,
      String area,
      @Nullable Resolution resolution,
      boolean finest,
      boolean ofPeople,
      int revision,
      Instant start,
      Instant end) {}

  private final Kind kind;
  private final Subject subject;
  private final int partition;
  private final long offset;
  private final Position after;
  private final Told told;
  private volatile boolean superseded;

  /**
   * An event.
   *
   * @param after where a reader is that has been told it; what it resumes from
   */
  LiveEvent(Kind kind, Subject subject, int partition, long offset, Position after, byte[] data) {
    this.kind = kind;
    this.subject = subject;
    this.partition = partition;
    this.offset = offset;
    this.after = after;
    this.told = Told.now(kind.event, idFor(after), subject, data);
  }

  Kind kind() {
    return kind;
  }

  Subject subject() {
    return subject;
  }

  Position after() {
    return after;
  }

  /** What a reader is told that has been told everything before it. */
  Told told() {
    return told;
  }

  /** What a reader is told that is elsewhere. */
  Told toldAt(Position reader) {
    return Told.now(kind.event, idFor(reader), subject, told.data());
  }

  /** Where one goes on that has heard it. What is still filling is told anew all the time. */
  private @Nullable String idFor(Position reader) {
    return kind == Kind.RUNNING ? null : reader.id();
  }

  /** Whether a reader at that position has been told it already. */
  boolean wasToldTo(Position reader) {
    return kind.isLasting() && reader.hasPassed(partition, offset);
  }

  /** Says that there is a newer one of its series. */
  void supersede() {
    superseded = true;
  }

  /** Whether it need not be told any more. */
  boolean isSuperseded() {
    return superseded && kind == Kind.RUNNING;
  }
}
