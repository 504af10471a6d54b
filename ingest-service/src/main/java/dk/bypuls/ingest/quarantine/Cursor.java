package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a listing goes on: in each partition below an offset.
 *
 * @param below the offsets of the partitions in which there may be more
 */
public record Cursor(Map<Integer, Long> below) {

  public Cursor {
    below = Map.copyOf(below);
  }

  /** The cursor that is written there, as {@code 0-17.3-1042}; nothing if none is. */
  public static Optional<Cursor> find(String written) {
    Map<Integer, Long> below = new TreeMap<>();
    for (String part : written.split("\\.", -1)) {
      Optional<EntryName> name = EntryName.find(part);
      if (name.isEmpty() || name.get().partition() >= Topics.QUARANTINE.partitions()) {
        return Optional.empty();
      }
      below.put(name.get().partition(), name.get().offset());
    }
    return Optional.of(new Cursor(below));
  }

  @Override
  public String toString() {
    return new TreeMap<>(below)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "-" + entry.getValue())
            .collect(Collectors.joining("."));
  }
}
