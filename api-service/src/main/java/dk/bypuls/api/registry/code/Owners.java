package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.BackFill;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.GrantedKey;
import dk.bypuls.events.registry.PilotKey;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceToken;
import dk.bypuls.events.registry.Tenant;
import java.util.ArrayList;
import java.util.List;

/** Whose a thing is, and what it cannot be without. */
public final class Owners {

  private Owners() {}

  /** The tenant a thing belongs to; empty for a source's token, a key, an order and a record. */
  public static String tenantOf(Entity entity) {
    if (entity instanceof Tenant tenant) {
      return tenant.id();
    } else if (entity instanceof Source source) {
      return source.tenant();
    } else if (entity instanceof Decoder decoder) {
      return decoder.tenant();
    } else if (entity instanceof Profile profile) {
      return profile.tenant();
    } else if (entity instanceof Place place) {
      return place.tenant();
    } else if (entity instanceof Sensor sensor) {
      return sensor.tenant();
    } else if (entity instanceof Dataset dataset) {
      return dataset.tenant();
    }
    return "";
  }

  /**
   * What must be there while it is there. A source's token goes with its source, a key to a pilot
   * with its dataset, and an order stays as the record of what was ordered.
   */
  public static List<EntityKey> needs(Entity entity) {
    List<EntityKey> needs = new ArrayList<>();
    if (!(entity instanceof SourceToken)
        && !(entity instanceof Tenant)
        && !(entity instanceof BackPublication)
        && !(entity instanceof BackFill)
        && !(entity instanceof Recall)
        && !(entity instanceof PilotKey)
        && !(entity instanceof GrantedKey)
        && !(entity instanceof PolicySimulation)
        && !(entity instanceof DatasetChange)) {
      needs.add(new EntityKey(EntityKind.TENANT, tenantOf(entity)));
    }
    if (entity instanceof Sensor sensor) {
      needs.add(new EntityKey(EntityKind.PROFILE, sensor.profile()));
      sensor.sources().forEach(id -> needs.add(new EntityKey(EntityKind.SOURCE, id)));
      sensor.placements().stream()
          .map(Sensor.Placement::place)
          .distinct()
          .forEach(id -> needs.add(new EntityKey(EntityKind.PLACE, id)));
    } else if (entity instanceof Profile profile && profile.decoder() != null) {
      needs.add(new EntityKey(EntityKind.DECODER, profile.decoder()));
    } else if (entity instanceof Dataset dataset) {
      dataset.profiles().forEach(id -> needs.add(new EntityKey(EntityKind.PROFILE, id)));
      dataset.sensors().forEach(id -> needs.add(new EntityKey(EntityKind.SENSOR, id)));
      List<Area> areas = dataset.areas() == null ? List.of() : dataset.areas();
      areas.stream()
          .flatMap(area -> area.places().stream())
          .forEach(id -> needs.add(new EntityKey(EntityKind.PLACE, id)));
    }
    return needs;
  }
}
