package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;

/** The form of server-sent events. */
final class EventStream {

  private static final byte[] END = {'\n', '\n'};

  private EventStream() {}

  static void write(Told told, Buffer to) {
    to.appendString("event: ").appendString(told.event());
    String id = told.id();
    if (id != null) {
      to.appendString("\nid: ").appendString(id);
    }
    to.appendString("\ndata: ").appendBytes(told.data()).appendBytes(END);
  }
}
