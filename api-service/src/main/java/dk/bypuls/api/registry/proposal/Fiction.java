package dk.bypuls.api.registry.proposal;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.api.registry.code.Owners;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Tenant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Towns that do not exist: a fictional reviewer decides there, so nothing real may be called
 * fiction.
 */
public final class Fiction {

  /** Devices that are the only one of their name in the world. */
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");

  private final Intent intent;
  private final Map<EntityKey, Entity> after;

  private Fiction(Intent intent, Map<EntityKey, Entity> inForce) {
    this.intent = intent;
    this.after = new TreeMap<>(inForce);
    after.putAll(intent.declared());
    after.keySet().removeAll(intent.withdrawn());
  }

  /** The reviewer of a simulated tenant. No token can be called so. */
  public static String reviewerOf(String tenant) {
    return "fictional reviewer of " + tenant + " (simulated)";
  }

  /**
   * Refuses what would pass something real off as fiction.
   *
   * @param ever all that is or was registered
   * @param inForce all that is registered and not withdrawn
   */
  public static void check(
      Intent intent, Map<EntityKey, Entity> ever, Map<EntityKey, Entity> inForce) {
    for (Entity declared : intent.declared().values()) {
      if (declared instanceof Tenant tenant
          && ever.get(EntityKey.of(tenant)) instanceof Tenant known
          && known.simulated() != tenant.simulated()) {
        throw refused(
            "The tenant %s is %s, and that never changes; take another id."
                .formatted(tenant.id(), known.simulated() ? "simulated" : "real"));
      }
    }
    Fiction fiction = new Fiction(intent, inForce);
    fiction.checkDevices();
    fiction.checkSources();
  }

  private boolean isFiction(Entity entity) {
    return after.get(new EntityKey(EntityKind.TENANT, Owners.tenantOf(entity)))
            instanceof Tenant tenant
        && tenant.simulated();
  }

  private void checkDevices() {
    Map<String, Sensor> real = new HashMap<>();
    after
        .values()
        .forEach(
            entity -> {
              if (entity instanceof Sensor sensor && isUnique(sensor) && !isFiction(sensor)) {
                real.put(sensor.device(), sensor);
              }
            });
    for (Entity entity : after.values()) {
      if (entity instanceof Sensor sensor && isUnique(sensor) && isFiction(sensor)) {
        Sensor other = real.get(sensor.device());
        if (other != null) {
          demandNeitherIsNew(sensor, other, "are the same device");
        }
      }
    }
  }

  private static boolean isUnique(Sensor sensor) {
    return DEV_EUI.matcher(sensor.device()).matches();
  }

  private void checkSources() {
    for (Entity entity : after.values()) {
      if (entity instanceof Source source && isFiction(source)) {
        for (Entity other : after.values()) {
          if (other instanceof Source real && !isFiction(real) && hearTheSame(source, real)) {
            demandNeitherIsNew(source, real, "hear the same messages");
          }
        }
      }
    }
  }

  private void demandNeitherIsNew(Entity fiction, Entity real, String why) {
    if (intent.declared().containsKey(EntityKey.of(fiction))
        || intent.declared().containsKey(EntityKey.of(real))) {
      throw refused(
          "%s is of a simulated tenant and %s of a real one, and they %s; what is real is nobody's fiction."
              .formatted(EntityKey.of(fiction), EntityKey.of(real), why));
    }
  }

  private static boolean hearTheSame(Source one, Source other) {
    Source.Mqtt left = one.mqtt();
    Source.Mqtt right = other.mqtt();
    boolean sameTopics =
        left != null
            && right != null
            && left.broker()
                .toLowerCase(Locale.ROOT)
                .equals(right.broker().toLowerCase(Locale.ROOT))
            && overlap(left.topic().split("/", -1), right.topic().split("/", -1));
    Source.@Nullable Pull pulled = one.pull();
    return sameTopics
        || (pulled != null && other.pull() != null && pulled.url().equals(other.pull().url()));
  }

  /** Whether any topic fits both filters. */
  static boolean overlap(String[] left, String[] right) {
    for (int level = 0; level < Math.max(left.length, right.length); level++) {
      String one = level < left.length ? left[level] : "";
      String other = level < right.length ? right[level] : "";
      if (one.equals("#") || other.equals("#")) {
        return true;
      }
      boolean ends = level >= left.length || level >= right.length;
      if (ends || !(one.equals("+") || other.equals("+") || one.equals(other))) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException refused(String why) {
    return Problem.of(422, why + " Nothing was changed.").asException();
  }
}
