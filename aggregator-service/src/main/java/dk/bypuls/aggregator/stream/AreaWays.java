package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.window.AreaParts;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.AreaTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The way from the sensors to the areas: a part to the partition of its tree, a beat to all. */
final class AreaWays implements AreaParts {

  private static final byte[] NO_KEY = {};

  private final ProcessorContext<byte[], Object> context;

  AreaWays(ProcessorContext<byte[], Object> context) {
    this.context = context;
  }

  /** The partition in which a whole tree is. */
  static int partitionOf(String tree, int partitions) {
    return Utils.toPositive(Utils.murmur2(tree.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /** Where an event goes. */
  static Optional<Set<Integer>> partitions(
      String topic, byte[] key, AreaEvent event, int partitions) {
    return Optional.of(
        treeOf(event)
            .map(tree -> Set.of(partitionOf(tree, partitions)))
            .orElseGet(() -> IntStream.range(0, partitions).boxed().collect(Collectors.toSet())));
  }

  /** The tree that an event is for; absent where it is for all. */
  private static Optional<String> treeOf(AreaEvent event) {
    if (event instanceof AreaPart part) {
      return Optional.of(AreaTree.key(part.dataset(), part.tree()));
    }
    return event instanceof AreaSighting sighting
        ? Optional.of(AreaTree.key(sighting.dataset(), sighting.tree()))
        : Optional.empty();
  }

  @Override
  public void part(AreaPart part) {
    forward(part);
  }

  @Override
  public void sighting(AreaSighting sighting) {
    forward(sighting);
  }

  @Override
  public void beat(AreaBeat beat) {
    forward(beat);
  }

  private void forward(AreaEvent event) {
    byte[] key = treeOf(event).map(tree -> tree.getBytes(StandardCharsets.UTF_8)).orElse(NO_KEY);
    context.forward(
        new Record<>(key, event, context.currentStreamTimeMs()), Topics.AREA_PARTS.name());
  }
}
