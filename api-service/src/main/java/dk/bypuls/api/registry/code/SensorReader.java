package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Sensor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sensors. */
final class SensorReader extends EntityReader {

  static final int LONGEST_DEVICE = 128;

  /** Stands in for placements that could not be read. */
  private static final List<Sensor.Placement> NOWHERE = List.of(new Sensor.Placement("", null));

  /** Stands in for an instant that could not be read. */
  private static final Instant UNREADABLE = Instant.MAX;

  SensorReader(Draft draft) {
    super(draft);
  }

  @Override
  Sensor read(Entry entry) {
    String tenant = tenant(entry);
    return new Sensor(
        id(entry, tenant),
        tenant,
        sources(entry, tenant),
        entry.value("device", "", SensorReader::device),
        draft.refer(EntityKind.PROFILE, entry.word("profile").orElse(null), tenant),
        placements(entry, tenant),
        entry.valueOrNull("household", "", Scalars::id));
  }

  private List<String> sources(Entry entry, String tenant) {
    if (entry.has("source") && entry.has("sources")) {
      entry.wrong("sources", Wrong.SOURCE_OR_SOURCES.of());
    } else if (!entry.has("source") && !entry.has("sources")) {
      entry.missing("source", Wrong.NO_SOURCE.of());
    }
    List<Word> words = new ArrayList<>(entry.words("sources"));
    if (entry.has("source")) {
      entry.word("source").ifPresent(words::add);
    }
    return refer(EntityKind.SOURCE, words, tenant);
  }

  private static String device(String text) {
    if (text.length() > LONGEST_DEVICE) {
      throw Wrong.DEVICE_TOO_LONG.unreadable(LONGEST_DEVICE);
    }
    return text;
  }

  private List<Sensor.Placement> placements(Entry entry, String tenant) {
    if (entry.has("place") && entry.has("placements")) {
      entry.wrong("placements", Wrong.PLACE_OR_PLACEMENTS.of());
    } else if (entry.has("place")) {
      String place = draft.refer(EntityKind.PLACE, entry.word("place").orElse(null), tenant);
      return List.of(new Sensor.Placement(place, null));
    } else if (!entry.has("placements")) {
      entry.missing("place", Wrong.NO_PLACE.of());
    }
    List<Sensor.Placement> placements = new ArrayList<>();
    Instant previous = null;
    for (Entry stay : entry.parts("placements", Part.PLACEMENT)) {
      Sensor.Placement placement = placement(stay, tenant);
      checkOrder(stay, placements.isEmpty(), previous, placement.from());
      previous = placement.from();
      placements.add(placement);
    }
    return placements.isEmpty() ? NOWHERE : placements;
  }

  private Sensor.Placement placement(Entry entry, String tenant) {
    return new Sensor.Placement(
        draft.refer(EntityKind.PLACE, entry.word("place").orElse(null), tenant),
        entry.valueOrNull("from", UNREADABLE, Scalars::instant));
  }

  private static void checkOrder(
      Entry entry, boolean isFirst, @Nullable Instant previous, @Nullable Instant from) {
    if (!isFirst && from == null) {
      entry.wrong(entry.spot(), Wrong.SINCE_WHEN.of());
    } else if (from != null
        && previous != null
        && !previous.equals(UNREADABLE)
        && !from.isAfter(previous)) {
      entry.wrong("from", Wrong.NOT_LATER.of());
    }
  }
}
