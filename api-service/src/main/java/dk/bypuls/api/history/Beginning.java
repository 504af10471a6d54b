package dk.bypuls.api.history;

import dk.bypuls.api.answer.Body;
import dk.bypuls.api.answer.Sending;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer.
 *
 * @param tag empty where it has none
 * @param body the rest; absent where the first piece is all there is
 * @param piece the first; absent where the client has all of it already
 */
record Beginning(
    String tag, PageHeaders headers, @Nullable Body body, Sending.@Nullable Piece piece) {

  /** Of a body from which nothing was taken yet. */
  static Beginning of(String tag, PageHeaders headers, Body body) {
    return new Beginning(tag, headers, body, piece(body));
  }

  /** Of bytes that are there. */
  static Beginning of(String tag, PageHeaders headers, Buffer whole) {
    return new Beginning(tag, headers, null, new Sending.Piece(whole, true));
  }

  static Sending.Piece piece(Body body) {
    Buffer bytes = Buffer.buffer(body.next());
    return new Sending.Piece(bytes, body.isFinished());
  }
}
