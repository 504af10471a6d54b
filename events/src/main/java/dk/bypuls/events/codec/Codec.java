package dk.bypuls.events.codec;

/** How an event of one type becomes bytes and is read back. */
public interface Codec<T> {

  byte[] encode(T event);

  /**
   * Reads an event.
   *
   * @throws UnreadableEventException if the bytes are no such event
   */
  T decode(byte[] bytes);
}
