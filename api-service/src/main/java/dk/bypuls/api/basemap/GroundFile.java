package dk.bypuls.api.basemap;

import dk.bypuls.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * The file that the town brings as the ground of its map, as it is now: it may come, and be made
 * anew, while the service runs. One that cannot be used is told of once, with what would help.
 */
public final class GroundFile {

  private static final Logger LOG = Logger.getLogger(GroundFile.class);
  private static final int START = 16;
  private static final int STAMP_BYTES = 6;

  private final Path file;
  private final long mostFeatureBytes;
  private volatile Known known = new Known(FileTime.fromMillis(0), -1, Ground.PLAIN);

  /**
   * A file that may be there or come.
   *
   * @param mostFeatureBytes of GeoJSON, which each page fetches whole
   */
  public GroundFile(Path file, long mostFeatureBytes) {
    this.file = file;
    this.mostFeatureBytes = mostFeatureBytes;
  }

  /** What is in it; a plain ground where it is not there or cannot be used. */
  public Ground ground() {
    if (!Files.isRegularFile(file)) {
      return Ground.PLAIN;
    }
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Known before = known;
      if (before.isOf(now)) {
        return before.ground;
      }
      Known read = new Known(now.lastModifiedTime(), now.size(), read(now));
      known = read;
      return read.ground;
    } catch (IOException e) {
      LOG.warnf("the base map %s cannot be read: %s", file, e.getMessage());
      return Ground.PLAIN;
    }
  }

  private Ground read(BasicFileAttributes now) throws IOException {
    try {
      return isTiles() ? Ground.ofTiles(PmTiles.open(file), stamp(now)) : features(now);
    } catch (UnreadableTilesException e) {
      LOG.warnf("the base map %s is left out: it %s.", file, e.getMessage());
      return Ground.PLAIN;
    }
  }

  private boolean isTiles() throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".pmtiles")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return PmTiles.begins(in.readNBytes(START));
    }
  }

  private Ground features(BasicFileAttributes now) throws IOException {
    if (now.size() > mostFeatureBytes) {
      LOG.warnf(
          "the base map %s is left out: it has %d bytes, and bypuls.web.base-map-bytes allows %d. Vector tiles (PMTiles) may be as large as they are",
          file, now.size(), mostFeatureBytes);
      return Ground.PLAIN;
    }
    return Ground.ofFeatures(Files.readString(file, StandardCharsets.UTF_8), stamp(now));
  }

  private static String stamp(BasicFileAttributes file) {
    String version = file.lastModifiedTime().toMillis() + " " + file.size();
    return HexFormat.of().formatHex(Sha256.of(version), 0, STAMP_BYTES);
  }

  private record Known(FileTime changed, long bytes, Ground ground) {

    boolean isOf(BasicFileAttributes file) {
      return changed.equals(file.lastModifiedTime()) && bytes == file.size();
    }
  }
}
