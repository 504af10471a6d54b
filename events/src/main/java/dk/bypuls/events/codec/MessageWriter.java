package dk.bypuls.events.codec;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Protocol Buffers message in the making. Absent and zero fields are left out, as that format
 * has it.
 */
final class MessageWriter {

  private static final int BUFFER = 256;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER);

  MessageWriter text(int field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      write(() -> out.writeString(field, value));
    }
    return this;
  }

  MessageWriter number(int field, long value) {
    if (value != 0) {
      write(() -> out.writeUInt64(field, value));
    }
    return this;
  }

  /** A number that is often below zero. */
  MessageWriter signed(int field, long value) {
    if (value != 0) {
      write(() -> out.writeSInt64(field, value));
    }
    return this;
  }

  /** A hash: all of its bits are used. */
  MessageWriter hash(int field, long value) {
    write(() -> out.writeFixed64(field, value));
    return this;
  }

  MessageWriter instant(int field, @Nullable Instant value) {
    if (value != null) {
      write(() -> out.writeSInt64(field, value.toEpochMilli()));
    }
    return this;
  }

  MessageWriter bytes(int field, byte[] value) {
    write(() -> out.writeByteArray(field, value));
    return this;
  }

  MessageWriter message(int field, MessageWriter value) {
    return bytes(field, value.finish());
  }

  byte[] finish() {
    write(out::flush);
    return bytes.toByteArray();
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
