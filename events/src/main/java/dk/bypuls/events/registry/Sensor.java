package dk.bypuls.events.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series of measurements that outlives the device that makes it.
 *
 * @param sources by which ways its device speaks; a copy that comes by two counts once
 * @param device the device's name in its sources, such as a DevEUI; never on the open side
 * @param placements where it stood since when, from oldest to newest
 * @param household whose use it measures; absent where each place is one household. Never on the
 *     open side
 */
public record Sensor(
    String id,
    String tenant,
    List<String> sources,
    String device,
    String profile,
    List<Placement> placements,
    @Nullable String household)
    implements Entity {

  /** One that says nothing of households. */
  public Sensor(
      String id,
      String tenant,
      List<String> sources,
      String device,
      String profile,
      List<Placement> placements) {
    this(id, tenant, sources, device, profile, placements, null);
  }

  public Sensor {
    sources = List.copyOf(sources);
    placements = List.copyOf(placements);
    if (placements.isEmpty()) {
      throw new IllegalArgumentException("a sensor stands somewhere");
    }
  }

  /**
   * A stay at a place.
   *
   * @param from since when; absent for since ever
   */
  public record Placement(String place, @Nullable Instant from) {}

  /**
   * Where it stood at that instant; what it said before its first placement counts for that one.
   */
  public String placeAt(Instant instant) {
    String place = placements.get(0).place();
    for (Placement placement : placements) {
      if (placement.from() == null || !instant.isBefore(placement.from())) {
        place = placement.place();
      }
    }
    return place;
  }
}
