package dk.bypuls.events.policy;

import dk.bypuls.events.Resolution;

/**
 * How fine leaves are: the cells of one tree at which something is told. All that is coarser is
 * made of what was told of them.
 *
 * @param tree a tree of areas that nest
 * @param depth how many areas one is within: 0 for the largest
 */
public record Grain(String tree, int depth, Resolution resolution) {

  public Grain {
    Leaf.checkName("tree", tree);
    if (depth < 0) {
      throw new IllegalArgumentException("grain.depth: 0 or more, not " + depth);
    }
  }

  /** Whether leaves of it show no more than those of the other. */
  public boolean isNoFinerThan(Grain other) {
    return tree.equals(other.tree)
        && depth <= other.depth
        && resolution.compareTo(other.resolution) >= 0;
  }
}
