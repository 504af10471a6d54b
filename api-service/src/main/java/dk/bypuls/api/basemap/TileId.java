package dk.bypuls.api.basemap;

/**
 * The number of a tile in a PMTiles file: tiles are counted zoom after zoom, and within a zoom
 * along a Hilbert curve, so that neighbours are near each other in the file.
 */
final class TileId {

  /** Farther in than any map of a city, and far from where the numbers end. */
  static final int DEEPEST_ZOOM = 24;

  private TileId() {}

  /** Whether there is such a tile at all. */
  static boolean exists(int zoom, int x, int y) {
    return zoom >= 0 && zoom <= DEEPEST_ZOOM && isWithin(x, zoom) && isWithin(y, zoom);
  }

  private static boolean isWithin(int along, int zoom) {
    return along >= 0 && along < 1 << zoom;
  }

  static long of(int zoom, int x, int y) {
    if (!exists(zoom, x, y)) {
      throw new IllegalArgumentException("no tile %d/%d/%d".formatted(zoom, x, y));
    }
    return tilesAbove(zoom) + alongTheCurve(1L << zoom, x, y);
  }

  /** How many tiles all zooms before this one have. */
  private static long tilesAbove(int zoom) {
    return ((1L << (2 * zoom)) - 1) / 3;
  }

  private static long alongTheCurve(long side, long x, long y) {
    long along = 0;
    long column = x;
    long row = y;
    for (long half = side / 2; half > 0; half /= 2) {
      boolean right = (column & half) != 0;
      boolean low = (row & half) != 0;
      along += half * half * ((right ? 3 : 0) ^ (low ? 1 : 0));
      if (!low) {
        // The curve in this quarter is turned: mirrored on the right, and its axes swapped.
        long other = right ? side - 1 - column : column;
        column = right ? side - 1 - row : row;
        row = other;
      }
    }
    return along;
  }
}
