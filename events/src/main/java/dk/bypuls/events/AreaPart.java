package dk.bypuls.events;

import com.google.protobuf.ByteString;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one sensor, while it stood at one place, has to say of the areas there over one stretch of
 * time. It replaces what the same sensor said of that place and stretch before.
 *
 * @param tree the name of the tree of areas within the dataset
 * @param path the areas, from the largest to the leaf
 * @param finalAfter how long after its end the window may be corrected
 * @param expected how many readings were due by the profile's interval
 * @param figures the figures of its readings, as the aggregator writes them; absent if there is
 *     nothing left to say
 */
public record AreaPart(
    String dataset,
    String tree,
    List<String> path,
    String place,
    String sensor,
    Quantity quantity,
    Resolution resolution,
    Instant start,
    Duration finalAfter,
    OptionalInt expected,
    @Nullable ByteString figures)
    implements AreaEvent {

  public AreaPart {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a part is of an area");
    }
  }
}
