package dk.bypuls.api.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text, packed. */
public final class TextBody implements Body {

  /** Enough to fill a packet train, little enough to be held for each of many clients. */
  private static final int CHARACTERS = 64 * 1024;

  private final WindowsText text;
  private final Encoding encoding;
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final OutputStream packer;

  public TextBody(WindowsText text, Encoding encoding) {
    this.text = text;
    this.encoding = encoding;
    try {
      this.packer = encoding.pack(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isFinished() {
    return text.isFinished();
  }

  @Override
  public byte[] next() {
    return pack(text.next(CHARACTERS));
  }

  @Override
  public byte[] broken(String problem) {
    return pack(text.broken(problem));
  }

  private byte[] pack(String piece) {
    byte[] plain = piece.getBytes(StandardCharsets.UTF_8);
    return encoding == Encoding.IDENTITY ? plain : pack(plain);
  }

  private byte[] pack(byte[] plain) {
    try {
      packer.write(plain);
      if (text.isFinished()) {
        packer.close();
      } else {
        packer.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = packed.toByteArray();
    packed.reset();
    return bytes;
  }

  @Override
  public void close() {
    try {
      packer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
