package dk.bypuls.events.watch;

import java.util.Arrays;

/** All addresses that begin alike: {@code 10.1.2.0/24}, or one alone. */
final class Network {

  private final byte[] start;
  private final int bits;

  private Network(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  /**
   * What is written.
   *
   * @throws IllegalArgumentException if it is no network; the message shows how one is written
   */
  static Network of(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        Addresses.of(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> refused(text, "is no address and no network"));
    int written = slash < 0 ? address.length * Byte.SIZE : length(text, text.substring(slash + 1));
    byte[] start = Addresses.unmapped(address);
    int bits = written - (address.length - start.length) * Byte.SIZE;
    if (bits > start.length * Byte.SIZE) {
      throw refused(text, "is longer than an address");
    }
    if (bits < 1) {
      throw refused(text, "is everybody");
    }
    Network network = new Network(start, bits);
    if (!Arrays.equals(start, network.first())) {
      throw refused(text, "does not begin where a network of that length does");
    }
    return network;
  }

  private static int length(String text, String written) {
    if (!written.matches("0|[1-9][0-9]{0,2}")) {
      throw refused(text, "has no length that is a number of bits");
    }
    return Integer.parseInt(written);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "BYPULS_METRICS_FOR has \"%s\", which %s; write such as 127.0.0.1, 10.1.2.0/24, ::1 or fd00:1::/64, with commas between"
            .formatted(text, why));
  }

  /** Whether that address, of four bytes or sixteen, is one of them. */
  boolean has(byte[] address) {
    return address.length == start.length && Arrays.equals(start, cut(address));
  }

  private byte[] first() {
    return cut(start);
  }

  /** The address with nothing behind the network's bits. */
  private byte[] cut(byte[] address) {
    byte[] cut = Arrays.copyOf(Arrays.copyOf(address, (bits + 7) / Byte.SIZE), address.length);
    int over = bits % Byte.SIZE;
    if (over > 0) {
      cut[bits / Byte.SIZE] &= (byte) (0xFF << (Byte.SIZE - over));
    }
    return cut;
  }
}
