package dk.bypuls.events.registry;

import org.jspecify.annotations.Nullable;

/**
 * One record of {@link dk.bypuls.events.Topics#REGISTRY}.
 *
 * <p>The changes of one apply travel under one generation and take effect together, when its {@link
 * Applied} follows.
 */
public sealed interface RegistryRecord {

  /**
   * Which life of the registry's database wrote it. A database that starts anew has a higher epoch,
   * and tells all it has again.
   */
  long epoch();

  /** Which apply it belongs to. */
  long generation();

  /** The record's key: compaction keeps the newest record of each. */
  String key();

  /**
   * An entity as it is now.
   *
   * @param version one more with each change of the entity
   * @param entity absent when it was withdrawn
   */
  record Changed(
      long epoch,
      long generation,
      EntityKind kind,
      String id,
      long version,
      @Nullable Entity entity)
      implements RegistryRecord {

    @Override
    public String key() {
      return kind.id() + "/" + id;
    }
  }

  /** That an apply has been told whole. */
  record Applied(long epoch, long generation) implements RegistryRecord {

    @Override
    public String key() {
      return "applied";
    }
  }
}
