package dk.bypuls.events.registry;

import dk.bypuls.events.grid.GridCell;
import dk.bypuls.events.grid.GridTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Areas of a dataset that nest: every place is in one leaf, and in all that the leaf is within. */
public abstract class AreaTree {

  /** The name of the tree of the areas that a dataset names itself. */
  public static final String NAMED = "areas";

  private final String dataset;
  private final String name;

  private AreaTree(String dataset, String name) {
    this.dataset = dataset;
    this.name = name;
  }

  /** The trees of a dataset; none where it says nothing of areas. */
  static List<AreaTree> of(Dataset dataset) {
    List<AreaTree> trees = new ArrayList<>();
    String cells = dataset.cells();
    if (cells != null) {
      GridTree.find(cells).ifPresent(tree -> trees.add(new OfSquares(dataset.id(), tree)));
    }
    List<Area> areas = dataset.areas();
    if (areas != null) {
      trees.add(new OfNames(dataset.id(), areas));
    }
    return List.copyOf(trees);
  }

  /** Its name within the dataset. */
  public String name() {
    return name;
  }

  /** Its name among those of all datasets. What happens to a whole tree is keyed by it. */
  public String key() {
    return key(dataset, name);
  }

  public static String key(String dataset, String name) {
    return dataset + "/" + name;
  }

  /** The areas in which a place is, from the largest to the leaf; none if it is in none. */
  public abstract List<String> pathTo(Place place);

  /** Squares of the Danish square grid. */
  private static final class OfSquares extends AreaTree {

    private final GridTree squares;

    OfSquares(String dataset, GridTree squares) {
      super(dataset, squares.id());
      this.squares = squares;
    }

    @Override
    public List<String> pathTo(Place place) {
      return squares.at(place.longitude(), place.latitude()).stream().map(GridCell::name).toList();
    }
  }

  /** Areas that the dataset names; what is in none of them is an area too. */
  private static final class OfNames extends AreaTree {

    private final Map<String, Area> byId = new HashMap<>();
    private final Map<String, Area> byPlace = new HashMap<>();
    private final Set<String> divided = new HashSet<>();
    private final List<String> elsewhere;

    OfNames(String dataset, List<Area> areas) {
      super(dataset, NAMED);
      for (Area area : areas) {
        byId.put(area.id(), area);
        area.places().forEach(place -> byPlace.put(place, area));
        if (area.within() != null) {
          divided.add(area.within());
        }
      }
      elsewhere = List.of(dataset + Area.REST);
    }

    @Override
    public List<String> pathTo(Place place) {
      Area leaf = byPlace.get(place.id());
      if (leaf == null) {
        return elsewhere;
      }
      List<String> path = new ArrayList<>();
      if (divided.contains(leaf.id())) {
        path.add(leaf.id() + Area.REST);
      }
      // No area is within itself, but a file is not the only way in.
      for (Area area = leaf; area != null && !path.contains(area.id()); area = outer(area)) {
        path.add(0, area.id());
      }
      return path;
    }

    private @Nullable Area outer(Area area) {
      return area.within() == null ? null : byId.get(area.within());
    }
  }
}
