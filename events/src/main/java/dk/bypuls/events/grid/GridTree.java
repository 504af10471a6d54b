package dk.bypuls.events.grid;

import dk.bypuls.events.grid.GridCell.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Squares that nest: the small ones of one size, and those that they are part of. */
public enum GridTree {
  M100(Size.M100),
  M250(Size.M250);

  /** Denmark with its waters; outside of it the names of squares would mean nothing. */
  private static final double WEST = 3;

  private static final double EAST = 16.5;
  private static final double SOUTH = 54;
  private static final double NORTH = 59;

  private final Size leaf;

  GridTree(Size leaf) {
    this.leaf = leaf;
  }

  /** The size of its smallest squares. */
  public String id() {
    return leaf.prefix();
  }

  /** The sizes of its squares, from the largest to the smallest. */
  public List<String> sizes() {
    return List.of(Size.KM10.prefix(), Size.KM1.prefix(), leaf.prefix());
  }

  public static Optional<GridTree> find(String id) {
    return Arrays.stream(values()).filter(tree -> tree.id().equals(id)).findFirst();
  }

  /** The squares in which a position is, from the largest to the smallest; none far away. */
  public List<GridCell> at(double longitude, double latitude) {
    if (longitude < WEST || longitude > EAST || latitude < SOUTH || latitude > NORTH) {
      return List.of();
    }
    GridCell smallest = GridCell.at(leaf, Utm32.of(longitude, latitude));
    return List.of(smallest.within(Size.KM10), smallest.within(Size.KM1), smallest);
  }
}
