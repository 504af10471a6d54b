package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How what one device says becomes readings of its sensor.
 *
 * @param profile by which profile it is read
 * @param key the key of its records
 * @param decoder what makes fields of its payload; absent where the network server does
 * @param stored where it says what it measured earlier; absent where it does not
 * @param identifies whether its messages hold identifiers of people's devices
 */
@SuppressWarnings("ArrayRecordComponent") // what the producer takes, and nobody compares
record SensorPlan(
    String sensor,
    String profile,
    byte[] key,
    @Nullable PayloadDecoder decoder,
    List<FieldPlan> fields,
    @Nullable StoredPlan stored,
    boolean identifies) {

  static SensorPlan of(
      String sensor,
      String profile,
      @Nullable PayloadDecoder decoder,
      List<FieldPlan> fields,
      @Nullable StoredPlan stored) {
    boolean identifies = fields.stream().anyMatch(field -> field.identifier() != null);
    return new SensorPlan(
        sensor,
        profile,
        sensor.getBytes(StandardCharsets.UTF_8),
        decoder,
        fields,
        stored,
        identifies);
  }

  /**
   * The fields of a profile, made ready.
   *
   * @throws IllegalArgumentException if this Bypuls does not know one of them
   */
  static List<FieldPlan> fieldsOf(Profile profile) {
    Map<String, Integer> alike = new HashMap<>();
    profile.fields().forEach(field -> alike.merge(field.quantity(), 1, Integer::sum));
    Map<String, Integer> seen = new HashMap<>();
    List<FieldPlan> fields = new ArrayList<>(profile.fields().size());
    for (Profile.Field field : profile.fields()) {
      int index = seen.merge(field.quantity(), 1, Integer::sum) - 1;
      fields.add(FieldPlan.of(field, index, alike.getOrDefault(field.quantity(), 1)));
    }
    return List.copyOf(fields);
  }
}
