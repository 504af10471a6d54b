package dk.bypuls.events.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.vocabulary.PrivacyClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AreaTreeTest {

  private static final Text NAME = new Text("navn", "name");
  private static final Area TOWN = new Area("by-a", NAME, List.of("by-park"), null);
  private static final Area CENTRE = new Area("by-b", NAME, List.of("by-torv"), "by-a");

  @Test
  void aPlaceIsInItsAreaAndInWhatThatIsWithin() {
    AreaTree tree = tree(null, List.of(TOWN, CENTRE));

    assertThat(tree.pathTo(place("by-torv", 12, 55))).containsExactly("by-a", "by-b");
    assertThat(tree.key()).isEqualTo("by-air/areas");
  }

  @Test
  void whatRemainsIsAnAreaToo() {
    AreaTree tree = tree(null, List.of(TOWN, CENTRE));

    assertThat(tree.pathTo(place("by-park", 12, 55))).containsExactly("by-a", "by-a-rest");
    assertThat(tree.pathTo(place("by-skov", 12, 55))).containsExactly("by-air-rest");
  }

  @Test
  void aPlaceIsInThreeSquares() {
    AreaTree tree = tree("250m", null);

    assertThat(tree.pathTo(place("by-torv", 12, 55)))
        .containsExactly("10km_609_69", "1km_6098_691", "250m_609875_69175");
    assertThat(tree.pathTo(place("by-paris", 2.35, 48.85))).isEmpty();
  }

  @Test
  void aRegistryKnowsTheTreesOfEachDataset() {
    Dataset both = dataset("250m", List.of(TOWN));
    Registry registry = new Registry(List.of(both));

    assertThat(registry.areaTreesOf(both)).extracting(AreaTree::name).contains("250m", "areas");
    assertThat(registry.anyAreas()).isTrue();
    assertThat(new Registry(List.of(dataset(null, null))).anyAreas()).isFalse();
  }

  private static AreaTree tree(@Nullable String cells, @Nullable List<Area> areas) {
    return AreaTree.of(dataset(cells, areas)).get(0);
  }

  private static Place place(String id, double longitude, double latitude) {
    return new Place(id, "by", NAME, longitude, latitude);
  }

  private static Dataset dataset(@Nullable String cells, @Nullable List<Area> areas) {
    return new Dataset(
        "by-air",
        "by",
        NAME,
        null,
        PrivacyClass.OPEN,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        Dataset.DEFAULT_LATENESS,
        null,
        cells,
        areas);
  }
}
