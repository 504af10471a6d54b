package dk.bypuls.ingest.pull;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** How far an address reaches. */
enum Reach {
  /** The whole internet. */
  PUBLIC,
  /** This machine, or the net that it is in. */
  INNER,
  /** What hangs on the same wire: there clouds keep the secrets of their machines. */
  LINK,
  /** No single machine. */
  NOWHERE;

  private static final int V4 = 4;

  /** How far that address reaches. What wraps another address reaches as far as that one. */
  static Reach of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      return NOWHERE;
    }
    return address instanceof Inet6Address ? ofV6(address, bytes) : ofV4(bytes);
  }

  private static Reach ofV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    if (first == 0 || first >= 240) {
      return NOWHERE;
    }
    if ((first == 169 && second == 254) || isMetadata(bytes)) {
      return LINK;
    }
    boolean isInner =
        first == 10
            || first == 127
            || (first == 172 && second >= 16 && second <= 31)
            || (first == 192 && second == 168)
            || (first == 100 && second >= 64 && second <= 127);
    boolean isSpecial =
        (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 192 && second == 88 && third == 99)
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return isInner || isSpecial ? INNER : PUBLIC;
  }

  // Two clouds keep theirs at addresses that look like ordinary ones of an inner net.
  private static boolean isMetadata(byte[] bytes) {
    return is(bytes, 100, 100, 100, 200) || is(bytes, 192, 0, 0, 192);
  }

  private static boolean is(byte[] bytes, int first, int second, int third, int fourth) {
    return (bytes[0] & 0xff) == first
        && (bytes[1] & 0xff) == second
        && (bytes[2] & 0xff) == third
        && (bytes[3] & 0xff) == fourth;
  }

  private static Reach ofV6(InetAddress address, byte[] bytes) {
    int first = word(bytes, 0);
    if (address.isLinkLocalAddress() || (first == 0xfd00 && word(bytes, 2) == 0x0ec2)) {
      return LINK;
    }
    if (address.isLoopbackAddress() || address.isSiteLocalAddress() || (first & 0xfe00) == 0xfc00) {
      return INNER;
    }
    if (isZero(bytes, 0, 10) && (word(bytes, 10) == 0 || word(bytes, 10) == 0xffff)) {
      return ofV4(bytes, 12);
    }
    if (first == 0x0064 && word(bytes, 2) == 0xff9b) {
      return isZero(bytes, 4, 12) ? ofV4(bytes, 12) : INNER;
    }
    if (first == 0x2002) {
      return ofV4(bytes, 2);
    }
    boolean isGlobal = (first & 0xe000) == 0x2000;
    boolean isTunnelOrExample =
        first == 0x2001 && (word(bytes, 2) < 0x0200 || word(bytes, 2) == 0x0db8);
    return isGlobal && !isTunnelOrExample ? PUBLIC : INNER;
  }

  private static Reach ofV4(byte[] bytes, int from) {
    byte[] wrapped = new byte[V4];
    System.arraycopy(bytes, from, wrapped, 0, V4);
    try {
      return of(InetAddress.getByAddress(wrapped));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static int word(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
