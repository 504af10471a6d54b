package dk.bypuls.api.basemap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes a PMTiles file of version 3, as its description says. */
public final class TilesWriter {

  static final int NONE = 1;
  static final int GZIP = 2;
  private static final int HEADER = 127;
  private static final double DEGREE = 1e7;

  private final TreeMap<Long, byte[]> tiles = new TreeMap<>();
  private final List<Entry> runs = new ArrayList<>();
  private String metadata;
  private int version = 3;
  private int type = 1;
  private int packing = GZIP;
  private int perLeaf = Integer.MAX_VALUE;
  private int maxZoom;

  private record Entry(long tile, long offset, int length, int run) {}

  /**
   * A file that is to be written.
   *
   * @param attribution whom it owes its data to
   * @param layers what its layers are called
   */
  public TilesWriter(String attribution, List<String> layers) {
    StringBuilder named = new StringBuilder();
    for (String layer : layers) {
      named.append(named.isEmpty() ? "" : ",").append("{\"id\":\"").append(layer).append("\"}");
    }
    metadata =
        "{\"attribution\":\"%s\",\"vector_layers\":[%s]}"
            .formatted(attribution.replace("\"", "\\\""), named);
  }

  /** One in the schema that most tools write. */
  public static TilesWriter ofOpenMapTiles(String attribution) {
    return new TilesWriter(attribution, List.of("transportation", "water", "place"));
  }

  TilesWriter metadata(String text) {
    metadata = text;
    return this;
  }

  TilesWriter version(int number) {
    version = number;
    return this;
  }

  TilesWriter type(int code) {
    type = code;
    return this;
  }

  TilesWriter packing(int code) {
    packing = code;
    return this;
  }

  /** Below the root, directories of so many entries. */
  TilesWriter leavesOf(int entries) {
    perLeaf = entries;
    return this;
  }

  /** Has a tile in it. */
  public TilesWriter tile(int zoom, int x, int y, byte[] tile) {
    tiles.put(TileId.of(zoom, x, y), tile);
    maxZoom = Math.max(maxZoom, zoom);
    return this;
  }

  /** Writes it. */
  public Path write(Path file) throws IOException {
    byte[] data = data();
    byte[] leaves = new byte[0];
    byte[] root = pack(directory(runs));
    if (runs.size() > perLeaf) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      List<Entry> pointers = new ArrayList<>();
      for (int at = 0; at < runs.size(); at += perLeaf) {
        List<Entry> part = runs.subList(at, Math.min(runs.size(), at + perLeaf));
        byte[] leaf = pack(directory(part));
        pointers.add(new Entry(part.get(0).tile, all.size(), leaf.length, 0));
        all.writeBytes(leaf);
      }
      leaves = all.toByteArray();
      root = pack(directory(pointers));
    }
    byte[] described = pack(metadata.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(root.length, described.length, leaves.length, data.length));
    for (byte[] part : List.of(root, described, leaves, data)) {
      out.writeBytes(part);
    }
    return Files.write(file, out.toByteArray());
  }

  /** All tiles one after another; equal neighbours are there once. */
  private byte[] data() {
    runs.clear();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] before = new byte[0];
    for (Map.Entry<Long, byte[]> tile : tiles.entrySet()) {
      Entry last = runs.isEmpty() ? new Entry(-1, 0, 0, 0) : runs.get(runs.size() - 1);
      if (Arrays.equals(before, tile.getValue()) && tile.getKey() == last.tile + last.run) {
        runs.set(runs.size() - 1, new Entry(last.tile, last.offset, last.length, last.run + 1));
      } else {
        byte[] packed = pack(tile.getValue());
        runs.add(new Entry(tile.getKey(), out.size(), packed.length, 1));
        out.writeBytes(packed);
      }
      before = tile.getValue();
    }
    return out.toByteArray();
  }

  private static byte[] directory(List<Entry> entries) {
    Protobuf out = new Protobuf().varint(entries.size());
    long before = 0;
    for (Entry entry : entries) {
      out.varint(entry.tile - before);
      before = entry.tile;
    }
    entries.forEach(entry -> out.varint(entry.run));
    entries.forEach(entry -> out.varint(entry.length));
    long end = -1;
    for (Entry entry : entries) {
      out.varint(entry.offset == end ? 0 : entry.offset + 1);
      end = entry.offset + entry.length;
    }
    return out.bytes();
  }

  private byte[] header(int root, int described, int leaves, int data) {
    ByteBuffer out = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    out.put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) version);
    long offset = HEADER;
    for (int length : new int[] {root, described, leaves, data}) {
      out.putLong(offset).putLong(length);
      offset += length;
    }
    out.putLong(tiles.size()).putLong(runs.size()).putLong(runs.size()).put((byte) 1);
    out.put((byte) packing).put((byte) packing).put((byte) type).put((byte) 0).put((byte) maxZoom);
    for (double degrees : new double[] {-180, -85, 180, 85}) {
      out.putInt((int) (degrees * DEGREE));
    }
    return out.array();
  }

  private byte[] pack(byte[] bytes) {
    if (packing != GZIP) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
