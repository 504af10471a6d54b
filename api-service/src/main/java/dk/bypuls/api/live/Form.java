package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;

/**
 * How what is told is written for those who listen in one way.
 *
 * <p>Equal forms write equal bytes, so that these are made once for all who share a form.
 */
@FunctionalInterface
interface Form {

  /** Server-sent events. */
  Form EVENT_STREAM = EventStream::write;

  /** Text messages of a WebSocket. */
  Form TEXT_FRAMES = TextFrames::write;

  void write(Told told, Buffer to);
}
