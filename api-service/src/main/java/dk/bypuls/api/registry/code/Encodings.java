package dk.bypuls.api.registry.code;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Finds out how a text is encoded: spreadsheets and vendors do not say. */
final class Encodings {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Encodings() {}

  /** The text in these bytes: UTF-16 with its mark, UTF-8, or else what Windows calls 1252. */
  static String decode(byte[] bytes) {
    if (bytes.length >= 2 && (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF))) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS);
    }
  }

  private static boolean begins(byte[] bytes, int first, int second) {
    return Byte.toUnsignedInt(bytes[0]) == first && Byte.toUnsignedInt(bytes[1]) == second;
  }
}
