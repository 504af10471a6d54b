package dk.bypuls.events.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A square of the Danish square grid (Det Danske Kvadratnet).
 *
 * @param north metres from the equator to its southern side
 * @param east easting of its western side in metres
 */
public record GridCell(Size size, int north, int east) {

  private static final Pattern NAME = Pattern.compile("([0-9]+k?m)_([0-9]{2,6})_([0-9]{1,5})");

  private static final int FURTHEST_NORTH = 10_000_000;
  private static final int FURTHEST_EAST = 1_000_000;

  /** How large a square is, and how its name is made. */
  public enum Size {
    M100("100m", 100, 100),
    /** Its sides are no whole hundreds of metres, so its name counts tens. */
    M250("250m", 250, 10),
    KM1("1km", 1_000, 1_000),
    KM10("10km", 10_000, 10_000);

    private final String prefix;
    private final int metres;
    private final int unit;

    Size(String prefix, int metres, int unit) {
      this.prefix = prefix;
      this.metres = metres;
      this.unit = unit;
    }

    /** How long its sides are. */
    public int metres() {
      return metres;
    }

    /** What it is called. */
    public String prefix() {
      return prefix;
    }
  }

  public GridCell {
    if (north % size.metres != 0 || east % size.metres != 0) {
      throw new IllegalArgumentException("no square of " + size.prefix + " begins there");
    }
  }

  /** The square of that size in which a position is. */
  public static GridCell at(Size size, Utm32 position) {
    return containing(
        size,
        (int) StrictMath.floor(position.northing()),
        (int) StrictMath.floor(position.easting()));
  }

  /** The larger square of which it is a part. */
  public GridCell within(Size larger) {
    return containing(larger, north, east);
  }

  /**
   * Its outline in degrees, counter-clockwise from the south-western corner back to it. Its sides
   * are straight in metres; in degrees they bend by a few metres at most.
   */
  public List<Utm32.Position> outline() {
    int far = size.metres;
    return Stream.of(
            new Utm32(east, north),
            new Utm32(east + far, north),
            new Utm32(east + far, north + far),
            new Utm32(east, north + far),
            new Utm32(east, north))
        .map(Utm32::position)
        .toList();
  }

  private static GridCell containing(Size size, int north, int east) {
    return new GridCell(
        size,
        Math.floorDiv(north, size.metres) * size.metres,
        Math.floorDiv(east, size.metres) * size.metres);
  }

  /** Its official name, such as {@code 100m_61234_5678}: northing before easting. */
  public String name() {
    return size.prefix + "_" + north / size.unit + "_" + east / size.unit;
  }

  /** The square of that name. */
  public static Optional<GridCell> named(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long north = Long.parseLong(parts.group(2));
    long east = Long.parseLong(parts.group(3));
    return Arrays.stream(Size.values())
        .filter(size -> size.prefix.equals(parts.group(1)))
        .filter(size -> north * size.unit < FURTHEST_NORTH && east * size.unit < FURTHEST_EAST)
        .map(size -> containing(size, (int) north * size.unit, (int) east * size.unit))
        .filter(cell -> cell.name().equals(name))
        .findFirst();
  }
}
