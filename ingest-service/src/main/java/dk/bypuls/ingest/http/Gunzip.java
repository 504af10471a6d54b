package dk.bypuls.ingest.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip in the pieces in which it arrives, and only as much at a time as is asked for.
 *
 * <p>The JDK's own stream can only wait for more, which an event loop must not. As there, several
 * members after each other are one content.
 */
final class Gunzip implements AutoCloseable {

  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;
  private static final int DEFLATE = 8;
  private static final int LONGEST_FIELD = 10;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] field = new byte[LONGEST_FIELD];
  private byte[] packed = {};
  private int at;
  private Part part = Part.HEADER;
  private long filled;
  private int flags;
  private boolean hasMember;

  /** The parts of a member, in their order. Those with a flag may be missing. */
  private enum Part {
    HEADER(0),
    EXTRA(4),
    NAME(8),
    COMMENT(16),
    HEADER_CHECKSUM(2),
    BODY(0),
    TRAILER(0);

    private final int flag;

    Part(int flag) {
      this.flag = flag;
    }
  }

  /**
   * All that is packed there.
   *
   * @return absent if it has more bytes than allowed; no more than one more is ever unpacked
   * @throws IOException if it is not gzip, or is cut off
   */
  static byte @Nullable [] all(byte[] packed, int mostBytes) throws IOException {
    try (Gunzip gunzip = new Gunzip()) {
      gunzip.feed(packed);
      byte[] unpacked = new byte[mostBytes + 1];
      int length = 0;
      while (length < unpacked.length) {
        int read = gunzip.read(unpacked, length);
        if (read == 0) {
          gunzip.requireWhole();
          return Arrays.copyOf(unpacked, length);
        }
        length += read;
      }
      return null;
    }
  }

  /** Goes on with these bytes, after those before were read. */
  void feed(byte[] next) {
    packed = next;
    at = 0;
  }

  /**
   * Unpacks a piece, as long as there is room.
   *
   * @param from where it begins
   * @return its length; 0 if it has to be fed before
   * @throws IOException if it is not gzip
   */
  int read(byte[] into, int from) throws IOException {
    while (true) {
      if (part == Part.BODY) {
        int length = inflate(into, from);
        if (length > 0 || part == Part.BODY) {
          return length;
        }
      } else if (at == packed.length) {
        return 0;
      } else {
        take(packed[at++]);
      }
    }
  }

  /**
   * Says that nothing follows.
   *
   * @throws IOException if something is missing
   */
  void requireWhole() throws IOException {
    if (part != Part.HEADER || filled != 0 || !hasMember) {
      throw new IOException("it ends before its end");
    }
  }

  private int inflate(byte[] into, int from) throws IOException {
    if (inflater.needsInput()) {
      inflater.setInput(packed, at, packed.length - at);
    }
    try {
      int length = inflater.inflate(into, from, into.length - from);
      at = packed.length - inflater.getRemaining();
      checksum.update(into, from, length);
      if (inflater.needsDictionary()) {
        throw new IOException("it needs a dictionary");
      }
      if (inflater.finished()) {
        begin(Part.TRAILER);
      }
      return length;
    } catch (DataFormatException e) {
      throw new IOException("what is in it is not deflated", e);
    }
  }

  private void take(byte next) throws IOException {
    if (filled < field.length) {
      field[(int) filled] = next;
    }
    filled++;
    boolean isOver =
        switch (part) {
          case HEADER -> filled == 10;
          case EXTRA -> filled >= 2 && filled == 2 + number(0, 2);
          case NAME, COMMENT -> next == 0;
          case HEADER_CHECKSUM -> filled == 2;
          case TRAILER -> filled == 8;
          case BODY -> false;
        };
    if (isOver) {
      end();
    }
  }

  private void end() throws IOException {
    if (part == Part.TRAILER) {
      if (number(0, 4) != checksum.getValue()
          || number(4, 4) != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
        throw new IOException("its checksum is another");
      }
      hasMember = true;
      begin(Part.HEADER);
      return;
    }
    if (part == Part.HEADER) {
      if (number(0, 1) != FIRST || number(1, 1) != SECOND || number(2, 1) != DEFLATE) {
        throw new IOException("it does not begin as gzip does");
      }
      flags = field[3];
      inflater.reset();
      checksum.reset();
    }
    Part next = Part.BODY;
    for (Part each : Part.values()) {
      if (each.compareTo(part) > 0 && (flags & each.flag) != 0) {
        next = each;
        break;
      }
    }
    begin(next);
  }

  private void begin(Part next) {
    part = next;
    filled = 0;
  }

  private long number(int from, int count) {
    long number = 0;
    for (int i = from + count - 1; i >= from; i--) {
      number = (number << 8) | (field[i] & 0xff);
    }
    return number;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
