package dk.bypuls.events.watch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of the Internet as people write them, as bytes: four of them, or sixteen. */
final class Addresses {

  static final int SHORT_BYTES = 4;
  static final int LONG_BYTES = 16;

  /** The bytes before a short address that is written as a long one. */
  static final int MAPPED_BYTES = LONG_BYTES - SHORT_BYTES;

  private static final int LONGEST_TEXT = 45;
  private static final String GAP = "::";
  // No leading zero: to some that is an octal number.
  private static final Pattern PART = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private Addresses() {}

  /** The bytes of an address; empty if it is none. One that is mapped has sixteen. */
  static Optional<byte[]> of(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    return text.indexOf(':') < 0 ? ofShort(text) : ofLong(text);
  }

  /** The same address with four bytes, where it is a short one that is written as a long one. */
  static byte[] unmapped(byte[] address) {
    return isMapped(address) ? Arrays.copyOfRange(address, MAPPED_BYTES, LONG_BYTES) : address;
  }

  static boolean isMapped(byte[] address) {
    byte[] prefix = new byte[MAPPED_BYTES];
    Arrays.fill(prefix, MAPPED_BYTES - 2, MAPPED_BYTES, (byte) 0xFF);
    return address.length == LONG_BYTES
        && Arrays.equals(prefix, Arrays.copyOf(address, MAPPED_BYTES));
  }

  private static Optional<byte[]> ofShort(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[SHORT_BYTES];
    if (parts.length != SHORT_BYTES) {
      return Optional.empty();
    }
    for (int i = 0; i < SHORT_BYTES; i++) {
      if (!PART.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 0xFF) {
        return Optional.empty();
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> ofLong(String text) {
    int gap = text.indexOf(GAP);
    if (gap < 0) {
      return groups(text, true).filter(bytes -> bytes.length == LONG_BYTES);
    }
    Optional<byte[]> head = groups(text.substring(0, gap), false);
    Optional<byte[]> tail = groups(text.substring(gap + GAP.length()), true);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int known = head.get().length + tail.get().length;
    if (known > LONG_BYTES - 2) {
      return Optional.empty();
    }
    return Optional.of(
        ByteBuffer.allocate(LONG_BYTES)
            .put(head.get())
            .position(LONG_BYTES - tail.get().length)
            .put(tail.get())
            .array());
  }

  private static Optional<byte[]> groups(String text, boolean mayEndShort) {
    if (text.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    String[] groups = text.split(":", -1);
    ByteBuffer bytes = ByteBuffer.allocate(2 * groups.length + SHORT_BYTES);
    for (int i = 0; i < groups.length; i++) {
      boolean last = i == groups.length - 1;
      Optional<byte[]> end = last && mayEndShort ? ofShort(groups[i]) : Optional.empty();
      if (end.isPresent()) {
        bytes.put(end.get());
      } else if (GROUP.matcher(groups[i]).matches()) {
        bytes.putShort((short) Integer.parseInt(groups[i], 16));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
  }
}
