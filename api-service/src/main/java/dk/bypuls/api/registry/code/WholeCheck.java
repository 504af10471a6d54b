package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what only shows when all files and all that is registered are seen together. */
final class WholeCheck {

  private static final int MOST_NAMED = 5;

  private final Draft draft;
  private final Findings findings;
  private final Map<EntityKey, Entity> known;

  /** What there will be. */
  private final Map<EntityKey, Entity> after;

  WholeCheck(Draft draft, Map<EntityKey, Entity> known) {
    this.draft = draft;
    this.findings = draft.findings();
    this.known = known;
    this.after = new TreeMap<>(known);
    for (Declaration declaration : draft.declared()) {
      if (declaration.entity() != null) {
        after.put(declaration.key(), declaration.entity());
      }
    }
    draft.withdrawn().keySet().forEach(after::remove);
  }

  void run() {
    draft.references().forEach(this::checkReference);
    draft.withdrawn().forEach(this::checkWithdrawal);
    for (Declaration declaration : draft.declared()) {
      if (declaration.entity() != null) {
        checkSameTenant(declaration, declaration.entity());
      }
    }
    checkDevices();
    checkQuantities();
  }

  private void checkReference(Reference reference) {
    EntityKey key = reference.key();
    Entity entity = after.get(key);
    if (entity == null) {
      // What is declared with a mistake in it is there as soon as that mistake is mended.
      if (draft.declared(key) == null || draft.withdrawn().containsKey(key)) {
        findings.add(reference.word().spot(), missing(key));
      }
    } else if (!reference.tenant().isEmpty()
        && !Owners.tenantOf(entity).equals(reference.tenant())
        && !Reserved.isForAll(key, entity)) {
      findings.add(
          reference.word().spot(),
          Wrong.OF_ANOTHER_TENANT.of(key, Owners.tenantOf(entity), reference.tenant()));
    }
  }

  private Said missing(EntityKey key) {
    if (draft.withdrawn().containsKey(key)) {
      return Wrong.IS_WITHDRAWN.of(
          key, draft.withdrawn().get(key).line(), draft.withdrawn().get(key).file());
    }
    List<String> ids =
        Stream.concat(after.keySet().stream(), draft.declared().stream().map(Declaration::key))
            .filter(other -> other.kind() == key.kind())
            .map(EntityKey::id)
            .distinct()
            .toList();
    return Wrong.NOT_THERE.of(key, Wrong.near(key.id(), ids));
  }

  private void checkWithdrawal(EntityKey key, Spot spot) {
    if (draft.declared(key) != null) {
      findings.add(spot, Wrong.WITHDRAWN_AND_DECLARED.of(key));
      return;
    }
    List<String> users =
        after.entrySet().stream()
            .filter(entry -> isUndeclaredUser(entry.getKey(), entry.getValue(), key))
            .map(entry -> entry.getKey().toString())
            .toList();
    if (!users.isEmpty()) {
      Object more = users.size() > MOST_NAMED ? Wrong.AND_MORE.of(users.size() - MOST_NAMED) : "";
      findings.add(
          spot,
          Wrong.STILL_USED.of(
              key, String.join(", ", users.subList(0, Math.min(MOST_NAMED, users.size()))), more));
    }
  }

  /** Declared users are found by their references, which know their line. */
  private boolean isUndeclaredUser(EntityKey user, Entity entity, EntityKey used) {
    return draft.declared(user) == null && Owners.needs(entity).contains(used);
  }

  private void checkSameTenant(Declaration declaration, Entity entity) {
    Entity registered = known.get(declaration.key());
    if (registered != null && !Owners.tenantOf(registered).equals(Owners.tenantOf(entity))) {
      findings.add(
          declaration.tenant(),
          Wrong.TENANT_NEVER_CHANGES.of(declaration.key(), Owners.tenantOf(registered)));
    }
  }

  private record Device(String source, String name) {}

  private void checkDevices() {
    Map<Device, EntityKey> taken = new HashMap<>();
    for (Map.Entry<EntityKey, Entity> entry : after.entrySet()) {
      if (draft.declared(entry.getKey()) == null && entry.getValue() instanceof Sensor sensor) {
        for (String source : sensor.sources()) {
          taken.put(new Device(source, sensor.device()), entry.getKey());
        }
      }
    }
    for (Declaration declaration : draft.declared()) {
      if (after.get(declaration.key()) instanceof Sensor sensor) {
        checkDevice(declaration, sensor, taken);
      }
    }
  }

  private void checkDevice(Declaration declaration, Sensor sensor, Map<Device, EntityKey> taken) {
    for (String source : sensor.sources()) {
      checkDeviceName(declaration, sensor, source);
      EntityKey other = taken.putIfAbsent(new Device(source, sensor.device()), declaration.key());
      if (other != null) {
        Declaration first = draft.declared(other);
        findings.add(
            declaration.device(),
            Wrong.DEVICE_TAKEN.of(source, other, first == null ? "" : Wrong.AT.of(first.device())));
      }
    }
  }

  private void checkDeviceName(Declaration declaration, Sensor sensor, String source) {
    boolean byDevEui =
        after.get(new EntityKey(EntityKind.SOURCE, source)) instanceof Source from
            && SourceFormat.find(from.format())
                .filter(format -> format.devices() == SourceFormat.Devices.DEV_EUI)
                .isPresent();
    if (byDevEui && !Scalars.isDevEui(sensor.device())) {
      findings.add(declaration.device(), Wrong.NO_DEV_EUI.of());
    }
  }

  private void checkQuantities() {
    for (Declaration declaration : draft.declared()) {
      if (after.get(declaration.key()) instanceof Dataset dataset) {
        checkQuantities(declaration, dataset);
        new PolicyCheck(findings, known, after).run(declaration, dataset);
        checkLinkage(declaration, dataset);
      }
    }
  }

  private void checkLinkage(Declaration declaration, Dataset dataset) {
    if (dataset.publication() == null) {
      return;
    }
    for (Linkage.Finding finding : Linkage.of(dataset, new Registry(after.values()))) {
      if (finding.refused()) {
        findings.add(declaration.spot(), finding.said());
      }
    }
  }

  /** A quantity that no profile of a dataset has would stay empty for ever. */
  private void checkQuantities(Declaration declaration, Dataset dataset) {
    Set<String> measured = new HashSet<>();
    Stream<@Nullable String> bySensor =
        dataset.sensors().stream()
            .map(id -> after.get(new EntityKey(EntityKind.SENSOR, id)))
            .map(entity -> entity instanceof Sensor sensor ? sensor.profile() : null);
    for (@Nullable String id : Stream.concat(dataset.profiles().stream(), bySensor).toList()) {
      if (id == null
          || !(after.get(new EntityKey(EntityKind.PROFILE, id)) instanceof Profile profile)) {
        return; // named elsewhere as wrong; what it would measure is not known
      }
      profile.fields().forEach(field -> measured.add(field.quantity()));
    }
    for (Word word : declaration.quantities()) {
      if (!measured.contains(word.text())) {
        findings.add(
            word.spot(), Wrong.NEVER_MEASURED.of(word.text(), Wrong.near(word.text(), measured)));
      }
    }
  }
}
