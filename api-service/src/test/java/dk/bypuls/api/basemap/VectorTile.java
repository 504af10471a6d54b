package dk.bypuls.api.basemap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Mapbox Vector Tile that is being made: shapes in degrees, cut to the tile's own square. */
public final class VectorTile {

  private static final int EXTENT = 4096;

  /** A line goes on beyond the edge, so that its end is not seen. */
  private static final int BEYOND = 64;

  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int POLYGON = 3;
  private static final int MOVE_TO = 1;
  private static final int LINE_TO = 2;
  private static final int CLOSE = 7 | 1 << 3;

  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final int zoom;
  private final int x;
  private final int y;

  /** The tile of that number. */
  public VectorTile(int zoom, int x, int y) {
    this.zoom = zoom;
    this.x = x;
    this.y = y;
  }

  /** Which column of tiles a longitude is in. */
  public static int column(int zoom, double longitude) {
    return (int) Math.floor((longitude / 360 + 0.5) * (1 << zoom));
  }

  /** Which row of tiles a latitude is in. */
  public static int row(int zoom, double latitude) {
    return (int) Math.floor(south(latitude) * (1 << zoom));
  }

  private static double south(double latitude) {
    return 0.5 - Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2)) / (2 * Math.PI);
  }

  /** A name at a spot, where the spot is in the tile. */
  public VectorTile point(
      String layer, Map<String, String> properties, double longitude, double latitude) {
    if (column(zoom, longitude) == x && row(zoom, latitude) == y) {
      add(layer, properties, POINT, new double[][] {{longitude, latitude}});
    }
    return this;
  }

  /** A line along a parallel or a meridian: only such ones keep their way when they are cut. */
  public VectorTile line(String layer, Map<String, String> properties, double[][] line) {
    return add(layer, properties, LINE, line);
  }

  /** An area between parallels and meridians, clockwise. */
  public VectorTile area(
      String layer,
      Map<String, String> properties,
      double west,
      double south,
      double east,
      double north) {
    double[][] ring = {{west, north}, {east, north}, {east, south}, {west, south}};
    return add(layer, properties, POLYGON, ring);
  }

  private VectorTile add(String layer, Map<String, String> properties, int type, double[][] shape) {
    if (meets(shape)) {
      layers.computeIfAbsent(layer, Layer::new).add(properties, type, drawn(type, shape));
    }
    return this;
  }

  private boolean meets(double[][] shape) {
    int[] columns = Arrays.stream(shape).mapToInt(spot -> column(zoom, spot[0])).sorted().toArray();
    int[] rows = Arrays.stream(shape).mapToInt(spot -> row(zoom, spot[1])).sorted().toArray();
    return columns[0] <= x
        && x <= columns[columns.length - 1]
        && rows[0] <= y
        && y <= rows[rows.length - 1];
  }

  private byte[] drawn(int type, double[][] shape) {
    Protobuf out = new Protobuf();
    int[] before = {0, 0};
    for (int i = 0; i < shape.length; i++) {
      if (i < 2) {
        int count = i == 0 ? 1 : shape.length - 1;
        out.varint((i == 0 ? MOVE_TO : LINE_TO) | (long) count << 3);
      }
      int right = within((shape[i][0] / 360 + 0.5) * (1 << zoom) - x);
      int down = within(south(shape[i][1]) * (1 << zoom) - y);
      out.zigzag(right - before[0]).zigzag(down - before[1]);
      before = new int[] {right, down};
    }
    return (type == POLYGON ? out.varint(CLOSE) : out).bytes();
  }

  private static int within(double tiles) {
    return (int) Math.max(-BEYOND, Math.min(EXTENT + BEYOND, Math.round(tiles * EXTENT)));
  }

  /** The tile as it is sent. */
  public byte[] bytes() {
    Protobuf out = new Protobuf();
    layers.values().forEach(layer -> out.bytes(3, layer.bytes()));
    return out.bytes();
  }

  private static final class Layer {

    private final String name;
    private final List<String> words = new ArrayList<>();
    private final List<byte[]> features = new ArrayList<>();

    Layer(String name) {
      this.name = name;
    }

    void add(Map<String, String> properties, int type, byte[] geometry) {
      Protobuf tags = new Protobuf();
      // Keys and values have lists of their own; here both lists are the same.
      properties.forEach((key, value) -> tags.varint(indexOf(key)).varint(indexOf(value)));
      features.add(
          new Protobuf().bytes(2, tags.bytes()).number(3, type).bytes(4, geometry).bytes());
    }

    private int indexOf(String word) {
      if (!words.contains(word)) {
        words.add(word);
      }
      return words.indexOf(word);
    }

    byte[] bytes() {
      Protobuf out = new Protobuf().number(15, 2).text(1, name);
      features.forEach(feature -> out.bytes(2, feature));
      words.forEach(word -> out.text(3, word));
      words.forEach(word -> out.bytes(4, new Protobuf().text(1, word).bytes()));
      return out.number(5, EXTENT).bytes();
    }
  }
}
