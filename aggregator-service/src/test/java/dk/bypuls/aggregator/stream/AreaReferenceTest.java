package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.aggregator.stream.ReferenceTest.Passage;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** From readings to the windows of areas, through both parts of the topology (I9). */
class AreaReferenceTest {

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
  void theAreasSayWhatAllTheirReadingsSay(@ForAll("histories") List<Passage> history)
      throws IOException {
    // Given a sensor that moves to the next square, and one far away
    Registry registry = town(history.get(0).sent().observedAt());
    List<Passage> inOrder = new ArrayList<>(history);
    inOrder.sort(Comparator.comparing(Passage::appendedAt));

    // When
    List<Window> windows = told(inOrder, registry);

    // Then
    Instant through = ReferenceTest.lookedAt(inOrder);
    List<Sent> sent = history.stream().map(Passage::sent).distinct().toList();
    assertThat(
            Reference.difference(
                Reference.areas(sent, registry, through, place -> areasOf(place, registry)),
                Reference.lastRevisions(windows)))
        .isEmpty();
  }

  private static Registry town(Instant moved) {
    return new Town()
        .counter("lille-all", Duration.ofMinutes(10), "rain-total", "10")
        .place("lille-torv", 12, 55)
        .place("lille-havn", 12.002, 55)
        .place("lille-skov", 12.3, 55)
        .sensor("lille-often", "lille-all", Town.at("lille-torv"))
        .sensor("lille-seldom", "lille-all", Town.at("lille-torv"), Town.at("lille-havn", moved))
        .sensor("lille-far", "lille-all", Town.at("lille-skov"))
        .dataset(
            "lille-air",
            PrivacyClass.INTERNAL,
            "lille-all",
            Duration.ofDays(7),
            null,
            ReferenceTest.ONE_OF_EACH_KIND.toArray(String[]::new))
        .areas(
            "100m",
            Town.area("lille-by", null, "lille-havn"),
            Town.area("lille-midtby", "lille-by", "lille-torv"))
        .registry();
  }

  private static List<String> areasOf(String place, Registry registry) {
    Dataset dataset = registry.dataset("lille-air").orElseThrow();
    List<String> areas = new ArrayList<>();
    for (AreaTree tree : registry.areaTreesOf(dataset)) {
      areas.addAll(tree.pathTo(registry.place(place).orElseThrow()));
    }
    return areas;
  }

  private static List<Window> told(List<Passage> inOrder, Registry registry) throws IOException {
    Path state = MemoryFolders.create();
    try (TestStream stream = new TestStream(state, registry)) {
      Instant now = inOrder.get(0).appendedAt();
      for (Passage passage : inOrder) {
        now = passage.appendedAt();
        AnyOrderTest.send(stream, now, passage.sent().sensor(), passage.sent());
      }
      // What is corrected of a sensor in the end is gathered once more of its areas.
      for (int second : new int[] {20, 21, 22, 85, 86, 87, 150, 151}) {
        stream.tick(ReferenceTest.lookedAt(inOrder).plusSeconds(second));
      }
      return stream.exactWindows().stream()
          .filter(window -> window.cell() instanceof Cell.AreaCell)
          .toList();
    } finally {
      ReferenceTest.delete(state);
    }
  }

  @Provide
  Arbitrary<List<Passage>> histories() {
    return ReferenceTest.historiesOf("lille-often", "lille-seldom", "lille-far");
  }
}
