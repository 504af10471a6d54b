package dk.bypuls.api.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that many clients are sent: made once, and put once where the operating system takes them
 * from, so that nothing is copied for each of them.
 *
 * <p>Lives on one event loop, until it is released.
 */
final class SharedBytes {

  private static final byte[] END_OF_LINE = {'\r', '\n'};

  private final Buffer bytes;
  private @Nullable ByteBuf plain;
  private @Nullable ByteBuf chunk;

  SharedBytes(Buffer bytes) {
    this.bytes = bytes;
  }

  boolean isEmpty() {
    return bytes.length() == 0;
  }

  Buffer bytes() {
    return bytes;
  }

  /** The bytes; whoever gets them writes them once. */
  ByteBuf plain() {
    if (plain == null) {
      plain = direct(bytes.length()).writeBytes(content());
    }
    return plain.retainedDuplicate();
  }

  /** The bytes as one chunk of an HTTP answer (RFC 9112, 7.1); whoever gets it writes it once. */
  ByteBuf chunk() {
    if (chunk == null) {
      byte[] length = Integer.toHexString(bytes.length()).getBytes(StandardCharsets.US_ASCII);
      chunk =
          direct(length.length + bytes.length() + 2 * END_OF_LINE.length)
              .writeBytes(length)
              .writeBytes(END_OF_LINE)
              .writeBytes(content())
              .writeBytes(END_OF_LINE);
    }
    return chunk.retainedDuplicate();
  }

  private ByteBuf content() {
    return ((BufferImpl) bytes).byteBuf().duplicate();
  }

  private static ByteBuf direct(int size) {
    return PooledByteBufAllocator.DEFAULT.directBuffer(size);
  }

  /** Nobody else will ask for them; who has them keeps them until they are written. */
  void release() {
    if (plain != null) {
      plain.release();
    }
    if (chunk != null) {
      chunk.release();
    }
  }
}
