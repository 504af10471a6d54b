package dk.bypuls.api.basemap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a PMTiles file of version 3 says first: where its parts are and what its tiles are like.
 *
 * @param inside how directories and metadata are packed
 * @param ofTiles how tiles are packed
 * @param bounds west, south, east and north in degrees
 */
record TilesHeader(
    Section root,
    Section metadata,
    Section leaves,
    Section tiles,
    Packing inside,
    Packing ofTiles,
    int minZoom,
    int maxZoom,
    List<Double> bounds) {

  static final int BYTES = 127;

  private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OLD_MAGIC = {'P', 'M', 2, 0};
  private static final int VERSION = 3;
  private static final int AT_SECTIONS = 8;
  private static final int AT_INSIDE = 97;
  private static final int AT_OF_TILES = 98;
  private static final int AT_TYPE = 99;
  private static final int AT_MIN_ZOOM = 100;
  private static final int AT_MAX_ZOOM = 101;
  private static final int AT_BOUNDS = 102;
  private static final double DEGREE = 1e7;
  private static final int VECTOR = 1;
  private static final List<String> TYPES = List.of("", "", "PNG", "JPEG", "WebP", "AVIF");

  TilesHeader {
    bounds = List.copyOf(bounds);
  }

  /** A part of the file. */
  record Section(long offset, long length) {

    private static Section next(ByteBuffer header) {
      return new Section(header.getLong(), header.getLong());
    }

    boolean isWithin(long bytes) {
      return offset >= 0 && length >= 0 && offset <= bytes && length <= bytes - offset;
    }
  }

  /** Whether a file that begins like this means to be PMTiles, of whatever version. */
  static boolean begins(byte[] start) {
    return startsWith(start, MAGIC) || startsWith(start, OLD_MAGIC);
  }

  private static boolean startsWith(byte[] start, byte[] magic) {
    return start.length >= magic.length
        && ByteBuffer.wrap(start, 0, magic.length).equals(ByteBuffer.wrap(magic));
  }

  static TilesHeader read(byte[] start) throws UnreadableTilesException {
    if (!begins(start)) {
      throw new UnreadableTilesException("is no PMTiles file: it does not begin like one");
    }
    int version = startsWith(start, MAGIC) ? start[MAGIC.length] : 2;
    if (version != VERSION) {
      throw new UnreadableTilesException(
          "is a PMTiles file of version "
              + version
              + ", and version 3 is read. 'pmtiles convert OLD NEW' makes a new one of it");
    }
    if (start.length < BYTES) {
      throw PmTiles.damaged("it ends within its header");
    }
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    demandVectors(header.get(AT_TYPE));
    header.position(AT_SECTIONS);
    return new TilesHeader(
        Section.next(header),
        Section.next(header),
        Section.next(header),
        Section.next(header),
        Packing.of(header.get(AT_INSIDE)),
        Packing.of(header.get(AT_OF_TILES)),
        header.get(AT_MIN_ZOOM),
        Math.min(header.get(AT_MAX_ZOOM), TileId.DEEPEST_ZOOM),
        bounds(header));
  }

  private static void demandVectors(int type) throws UnreadableTilesException {
    if (type != VECTOR) {
      String what =
          type > 1 && type < TYPES.size() ? TYPES.get(type) + " pictures" : "unknown tiles";
      throw new UnreadableTilesException(
          "has "
              + what
              + ", and the map draws vector tiles (MVT) in its own colours. Take an extract of"
              + " vector tiles in the schema of OpenMapTiles or Protomaps");
    }
  }

  private static List<Double> bounds(ByteBuffer header) {
    header.position(AT_BOUNDS);
    return List.of(degrees(header), degrees(header), degrees(header), degrees(header));
  }

  private static double degrees(ByteBuffer header) {
    return header.getInt() / DEGREE;
  }
}
