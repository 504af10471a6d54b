package dk.bypuls.events.registry;

import java.util.Arrays;

/** The kinds of things in the registry, in the order in which they build on each other. */
public enum EntityKind {
  TENANT("tenant", Tenant.class),
  SOURCE("source", Source.class),
  SOURCE_TOKEN("source-token", SourceToken.class),
  DECODER("decoder", Decoder.class),
  PROFILE("profile", Profile.class),
  PLACE("place", Place.class),
  SENSOR("sensor", Sensor.class),
  DATASET("dataset", Dataset.class),
  BACK_PUBLICATION("back-publication", BackPublication.class),
  BACK_FILL("back-fill", BackFill.class),
  RECALL("recall", Recall.class),
  PILOT_KEY("pilot-key", PilotKey.class),
  GRANTED_KEY("granted-key", GrantedKey.class),
  SIMULATION("simulation", PolicySimulation.class),
  DATASET_CHANGE("dataset-change", DatasetChange.class);

  private final String id;
  private final Class<? extends Entity> type;

  EntityKind(String id, Class<? extends Entity> type) {
    this.id = id;
    this.type = type;
  }

  /** Its name in record keys, in the database and in what people read. */
  public String id() {
    return id;
  }

  public Class<? extends Entity> type() {
    return type;
  }

  public static EntityKind of(Entity entity) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.isInstance(entity))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("every entity is of a kind"));
  }

  public static EntityKind named(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of entity is called " + id));
  }
}
