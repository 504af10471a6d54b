package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The way to one client.
 *
 * <p>Only ever touched on its event loop.
 */
interface Connection {

  Form form();

  /** Whether it takes more now; false means that the client is told again when it does. */
  boolean hasRoom();

  /** Whether it takes bytes that others are sent too, many events at once. */
  default boolean takesShared() {
    return true;
  }

  void write(Buffer bytes);

  /** Writes what others are sent as well. */
  default void write(SharedBytes shared) {
    write(shared.bytes());
  }

  /**
   * Says that it is alive. Answers whether the other side is.
   *
   * @param id where the client can go on from; absent where that is not known
   */
  boolean beat(@Nullable String id);

  /** Ends it, and says why where it can. */
  void end(Ending why);
}
