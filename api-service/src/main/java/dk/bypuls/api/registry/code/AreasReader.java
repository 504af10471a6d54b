package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
import dk.bypuls.events.grid.GridTree;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.EntityKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the named areas of a dataset, and refuses those that do not nest. */
final class AreasReader {

  /** So many areas are enough for every parish of the largest municipality. */
  static final int MOST_AREAS = 200;

  private static final List<String> CELLS =
      Arrays.stream(GridTree.values()).map(GridTree::id).toList();

  private final Draft draft;
  private final String tenant;
  private final Map<String, Area> areas = new LinkedHashMap<>();

  /** Which area has a place already. */
  private final Map<String, String> taken = new HashMap<>();

  AreasReader(Draft draft, String tenant) {
    this.draft = draft;
    this.tenant = tenant;
  }

  /** The smallest squares of a tree of the Danish square grid. */
  static String cells(String text) {
    if (!CELLS.contains(text)) {
      throw new IllegalArgumentException(
          "%s is no size of squares; write %s".formatted(text, String.join(" or ", CELLS)));
    }
    return text;
  }

  /** The areas of a dataset; absent where it names none. */
  @Nullable List<Area> read(Entry dataset) {
    List<Entry> entries = dataset.parts("areas", Part.AREA);
    if (entries.size() > MOST_AREAS) {
      dataset.wrong(
          "areas", "a dataset has at most %d areas, and these are more".formatted(MOST_AREAS));
    }
    entries.forEach(this::area);
    for (Entry entry : entries) {
      if (entry.has("within")) {
        checkWithin(entry);
      }
    }
    return areas.isEmpty() ? null : List.copyOf(areas.values());
  }

  private void area(Entry entry) {
    String id = id(entry);
    Area area =
        new Area(id, entry.bilingual("name"), places(entry, id), entry.optionalText("within"));
    if (!id.isEmpty() && areas.putIfAbsent(id, area) != null) {
      entry.wrong("id", "the area %s is there twice; keep one".formatted(id));
    }
  }

  private String id(Entry entry) {
    String id = entry.value("id", "", Scalars::id);
    if (!id.isEmpty() && !tenant.isEmpty() && !id.startsWith(tenant + "-")) {
      entry.wrong(
          "id", "the id %s must begin with its tenant's: write %s-%s".formatted(id, tenant, id));
    } else if (id.endsWith(Area.REST)) {
      entry.wrong(
          "id",
          "an area's id does not end with %s: that is what remains of an area beside those within it"
              .formatted(Area.REST));
    }
    return id;
  }

  private List<String> places(Entry entry, String area) {
    List<String> places = new ArrayList<>();
    for (Word word : entry.words("places")) {
      String place = draft.refer(EntityKind.PLACE, word, tenant);
      String other = taken.putIfAbsent(place, area);
      if (other != null) {
        entry.wrong(
            word.spot(),
            "%s is in %s already; a place is in one area, and through it in those that it is within"
                .formatted(place, other));
      } else {
        places.add(place);
      }
    }
    return places;
  }

  private void checkWithin(Entry entry) {
    String outer = entry.text("within");
    if (!areas.containsKey(outer)) {
      entry.wrong(
          "within",
          "this dataset has no area %s%s".formatted(outer, Nearest.hint(outer, areas.keySet())));
      return;
    }
    String id = entry.text("id");
    List<String> way = new ArrayList<>(List.of(id));
    for (String next = outer; next != null; next = outerOf(next)) {
      if (way.contains(next)) {
        entry.wrong("within", "%s would be within itself".formatted(id));
        return;
      }
      way.add(next);
    }
  }

  private @Nullable String outerOf(String id) {
    Area area = areas.get(id);
    return area == null ? null : area.within();
  }
}
