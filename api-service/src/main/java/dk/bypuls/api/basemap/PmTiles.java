package dk.bypuls.api.basemap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.allowance.BoundedCache;
import dk.bypuls.api.basemap.TilesHeader.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A PMTiles file of version 3 with vector tiles. What is kept of it in memory is bounded, however
 * large it is: its root directory and the directories that were needed last.
 */
public final class PmTiles {

  /** Header and root directory are within so many bytes, says the format. */
  private static final int MOST_PACKED_ROOT = 16 * 1024;

  private static final int MOST_DIRECTORY = 8 * 1024 * 1024;

  /** Of all directories that are kept together: some ten megabytes. */
  private static final int MOST_ENTRIES = 400_000;

  private static final int MOST_METADATA = 4 * 1024 * 1024;

  /** Tiles of maps have up to half a megabyte. */
  private static final int MOST_TILE = 4 * 1024 * 1024;

  private static final int MOST_UNPACKED_TILE = 16 * 1024 * 1024;

  /** Writers use one or two levels below the root. */
  private static final int DEEPEST = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final TilesHeader header;
  private final Directory root;
  private final TileSchema schema;
  private final String attribution;

  /** The directories that were needed last, by where they are in the file. */
  private final BoundedCache<Long, Directory> leaves =
      new BoundedCache<>(MOST_ENTRIES, (offset, leaf) -> leaf.entries());

  private PmTiles(Path file, TilesHeader header, Directory root, JsonNode metadata)
      throws UnreadableTilesException {
    this.file = file;
    this.header = header;
    this.root = root;
    this.schema = TileSchema.of(metadata);
    this.attribution = metadata.path("attribution").asText("");
  }

  /** Whether a file that begins like this is to be read as PMTiles. */
  public static boolean begins(byte[] start) {
    return TilesHeader.begins(start);
  }

  /**
   * Reads what the file says of itself.
   *
   * @throws UnreadableTilesException when it is not one that can be read, saying what would help
   */
  public static PmTiles open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      TilesHeader header = TilesHeader.read(upTo(channel, TilesHeader.BYTES));
      for (Section section :
          List.of(header.root(), header.metadata(), header.leaves(), header.tiles())) {
        if (!section.isWithin(channel.size())) {
          throw new UnreadableTilesException(
              "is cut off: it has %d bytes and says it has %d. Copy it again"
                  .formatted(channel.size(), section.offset() + section.length()));
        }
      }
      byte[] directory = read(channel, header.root(), MOST_PACKED_ROOT);
      byte[] metadata = read(channel, header.metadata(), MOST_METADATA);
      return new PmTiles(
          file,
          header,
          Directory.read(header.inside().unpack(directory, MOST_DIRECTORY)),
          metadata(header.inside().unpack(metadata, MOST_METADATA)));
    }
  }

  private static JsonNode metadata(byte[] bytes) throws UnreadableTilesException {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw damaged("its metadata is no JSON");
    }
  }

  public TileSchema schema() {
    return schema;
  }

  /** Whom the map owes its data to, as the file says it; it may have links as HTML writes them. */
  public String attribution() {
    return attribution;
  }

  public int minZoom() {
    return header.minZoom();
  }

  public int maxZoom() {
    return header.maxZoom();
  }

  /** West, south, east and north in degrees. */
  public List<Double> bounds() {
    return header.bounds();
  }

  /** How tiles are packed. */
  public Packing packing() {
    return header.ofTiles();
  }

  /** The tile as the file has it; none where nothing is drawn there. */
  public Optional<byte[]> tile(int zoom, int x, int y) throws IOException {
    if (!TileId.exists(zoom, x, y)) {
      return Optional.empty();
    }
    long tile = TileId.of(zoom, x, y);
    // Opened each time: a channel that is kept is closed under all others when one reader is
    // interrupted, and who replaces the file would never get the old one's room back.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<Directory.Entry> found = root.find(tile);
      for (int depth = 0; found.isPresent() && !found.get().isTile(); depth++) {
        if (depth == DEEPEST) {
          throw damaged("its directories are in a circle");
        }
        found = leaf(channel, found.get()).find(tile);
      }
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(read(channel, within(header.tiles(), found.get()), MOST_TILE));
    }
  }

  /** Unpacks a tile for those who cannot do it themselves. */
  public byte[] unpack(byte[] tile) throws IOException {
    return header.ofTiles().unpack(tile, MOST_UNPACKED_TILE);
  }

  private Directory leaf(FileChannel channel, Directory.Entry entry) throws IOException {
    Directory known = leaves.find(entry.offset());
    if (known != null) {
      return known;
    }
    byte[] packed = read(channel, within(header.leaves(), entry), MOST_DIRECTORY);
    Directory leaf = Directory.read(header.inside().unpack(packed, MOST_DIRECTORY));
    leaves.put(entry.offset(), leaf);
    return leaf;
  }

  private static Section within(Section section, Directory.Entry entry)
      throws UnreadableTilesException {
    if (!new Section(entry.offset(), entry.length()).isWithin(section.length())) {
      throw damaged("a directory points beyond its end");
    }
    return new Section(section.offset() + entry.offset(), entry.length());
  }

  private static byte[] read(FileChannel channel, Section section, int most) throws IOException {
    if (section.length() > most) {
      throw new UnreadableTilesException(
          "has a part of %d bytes, and up to %d are read".formatted(section.length(), most));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) section.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, section.offset() + bytes.position()) < 0) {
        throw new UnreadableTilesException("has become shorter while it was read. Copy it again");
      }
    }
    return bytes.array();
  }

  private static byte[] upTo(FileChannel channel, int most) throws IOException {
    return read(channel, new Section(0, Math.min(most, channel.size())), most);
  }

  static UnreadableTilesException damaged(String how) {
    return new UnreadableTilesException("is damaged: " + how + ". Copy it again, or make it anew");
  }
}
