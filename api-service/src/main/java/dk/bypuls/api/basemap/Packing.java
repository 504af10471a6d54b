package dk.bypuls.api.basemap;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** How bytes are packed in a PMTiles file. */
public enum Packing {
  NONE,
  GZIP;

  private static final int PLAIN = 1;
  private static final int ZIPPED = 2;
  private static final int BROTLI = 3;
  private static final int ZSTANDARD = 4;

  static Packing of(int code) throws UnreadableTilesException {
    return switch (code) {
      case PLAIN -> NONE;
      case ZIPPED -> GZIP;
      case BROTLI -> throw refused("brotli");
      case ZSTANDARD -> throw refused("zstd");
      default -> throw refused("something that it does not name (code " + code + ")");
    };
  }

  private static UnreadableTilesException refused(String name) {
    return new UnreadableTilesException(
        "is packed with "
            + name
            + "; only gzip and unpacked files are read. Make the file anew with gzip, which is what"
            + " planetiler, tilemaker and the downloads of Protomaps use");
  }

  /** Unpacks them; there may be no more than so many. */
  byte[] unpack(byte[] bytes, int most) throws IOException {
    if (this == NONE) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(most + 1);
      if (unpacked.length > most) {
        throw new UnreadableTilesException(
            "has a part of more than " + most + " bytes once it is unpacked, which is not read");
      }
      return unpacked;
    } catch (ZipException | EOFException e) {
      throw PmTiles.damaged("a part of it cannot be unpacked");
    }
  }
}
