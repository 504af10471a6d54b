package dk.bypuls.api.live;

import dk.bypuls.events.Resolution;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Something to tell those who listen, serialised once for all of them. */
final class LiveEvent {

  private static final byte[] END = {'\n', '\n'};

  /** What sort of event it is. */
  enum Kind {
    /** A complete, revised or suppressed window: never skipped. */
    COMPLETE("window"),
    /** A window that is still filling: may be skipped for a newer one of its series. */
    RUNNING("window"),
    /** Windows that were taken back: never skipped. */
    WITHDRAWN("withdrawn");

    private final String event;

    Kind(String event) {
      this.event = event;
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
      Instant start,
      Instant end) {}

  private final Kind kind;
  private final Subject subject;
  private final int partition;
  private final long offset;
  private final Position after;
  private final byte[] frame;
  private final int dataStart;
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
    this.frame = frame(kind, kind == Kind.RUNNING ? null : after, data);
    this.dataStart = frame.length - END.length - data.length;
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

  /** The bytes for a reader that has been told everything before it. */
  byte[] frame() {
    return frame;
  }

  /** The bytes for a reader that is elsewhere. */
  byte[] frameAt(Position reader) {
    byte[] data = Arrays.copyOfRange(frame, dataStart, frame.length - END.length);
    return frame(kind, kind == Kind.RUNNING ? null : reader, data);
  }

  /** Whether a reader at that position has been told it already. */
  boolean wasToldTo(Position reader) {
    return kind != Kind.RUNNING && reader.hasPassed(partition, offset);
  }

  /** Says that there is a newer one of its series. */
  void supersede() {
    superseded = true;
  }

  /** Whether it need not be told any more. */
  boolean isSuperseded() {
    return superseded && kind == Kind.RUNNING;
  }

  private static byte[] frame(Kind kind, @Nullable Position id, byte[] data) {
    return frame(kind.event, id, data);
  }

  /** The bytes of an event of that name. */
  static byte[] frame(String event, @Nullable Position id, byte[] data) {
    String head = "event: " + event + (id == null ? "" : "\nid: " + id.id()) + "\ndata: ";
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] frame = Arrays.copyOf(start, start.length + data.length + END.length);
    System.arraycopy(data, 0, frame, start.length, data.length);
    System.arraycopy(END, 0, frame, start.length + data.length, END.length);
    return frame;
  }
}
