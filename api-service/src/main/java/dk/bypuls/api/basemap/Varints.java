package dk.bypuls.api.basemap;

/**
 * Whole numbers of seven bits a byte, the lowest first, as a directory has them one after another.
 */
final class Varints {

  private static final int BITS = 7;
  private static final int LOW_BITS = 0x7f;
  private static final int MORE_FOLLOWS = 0x80;

  private final byte[] bytes;
  private int at;

  Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  long next() throws UnreadableTilesException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      if (at == bytes.length) {
        throw PmTiles.damaged("a directory ends too early");
      }
      byte part = bytes[at++];
      number |= (long) (part & LOW_BITS) << shift;
      if ((part & MORE_FOLLOWS) == 0) {
        return number;
      }
    }
    throw PmTiles.damaged("a directory has a number without an end");
  }

  int nextInt() throws UnreadableTilesException {
    long number = next();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw PmTiles.damaged("a directory has a length of " + number);
    }
    return (int) number;
  }
}
