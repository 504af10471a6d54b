package dk.bypuls.simulator.uplink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of JSON under construction. It is reused: a message costs one copy at its end. */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_NUMBER = 24;

  private final byte[] digits = new byte[LONGEST_NUMBER];
  private byte[] bytes = new byte[4096];
  private int length;

  JsonBuffer clear() {
    length = 0;
    return this;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  JsonBuffer raw(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  JsonBuffer raw(char character) {
    room(1);
    bytes[length++] = (byte) character;
    return this;
  }

  JsonBuffer number(long value) {
    return decimal(value, 0);
  }

  /** A whole number of units of the last decimal place: 215 with one digit is 21.5. */
  JsonBuffer decimal(long value, int places) {
    room(LONGEST_NUMBER);
    long rest = Math.abs(value);
    int at = LONGEST_NUMBER;
    for (int place = 0; rest > 0 || place <= places; place++) {
      if (place == places && places > 0) {
        digits[--at] = '.';
      }
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    if (value < 0) {
      digits[--at] = '-';
    }
    System.arraycopy(digits, at, bytes, length, LONGEST_NUMBER - at);
    length += LONGEST_NUMBER - at;
    return this;
  }

  JsonBuffer twoDigits(int value) {
    room(2);
    bytes[length++] = (byte) ('0' + value / 10);
    bytes[length++] = (byte) ('0' + value % 10);
    return this;
  }

  JsonBuffer hex(long value, int hexDigits) {
    room(hexDigits);
    for (int shift = 4 * (hexDigits - 1); shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 0xF];
    }
    return this;
  }

  JsonBuffer base64(byte[] payload, int size) {
    room(size * 4 / 3 + 4);
    for (int i = 0; i < size; i += 3) {
      int group = (payload[i] & 0xFF) << 16;
      group |= i + 1 < size ? (payload[i + 1] & 0xFF) << 8 : 0;
      group |= i + 2 < size ? payload[i + 2] & 0xFF : 0;
      bytes[length++] = BASE64[group >>> 18];
      bytes[length++] = BASE64[group >>> 12 & 63];
      bytes[length++] = i + 1 < size ? BASE64[group >>> 6 & 63] : (byte) '=';
      bytes[length++] = i + 2 < size ? BASE64[group & 63] : (byte) '=';
    }
    return this;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
