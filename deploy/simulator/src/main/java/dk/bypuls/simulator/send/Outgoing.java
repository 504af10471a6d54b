package dk.bypuls.simulator.send;

/** One message on its way, until the broker has acknowledged it. */
final class Outgoing {
  private final String topic;
  private final byte[] bytes;
  private final long time;
  private boolean acknowledged;

  Outgoing(String topic, byte[] bytes, long time) {
    this.topic = topic;
    this.bytes = bytes;
    this.time = time;
  }

  String topic() {
    return topic;
  }

  byte[] bytes() {
    return bytes;
  }

  /** When it was due. */
  long time() {
    return time;
  }

  /** Says that the broker has it; false when it had said so before. */
  boolean acknowledge() {
    boolean first = !acknowledged;
    acknowledged = true;
    return first;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }
}
