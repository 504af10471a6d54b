package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a file says there is. It keeps no YAML, so that a file can be forgotten when it is
 * read.
 *
 * @param entity absent when something is wrong in it
 * @param spot where it begins
 * @param tenant where its tenant stands, or else where it begins
 * @param device where its device stands, or else where it begins
 * @param policies where its policies stand, or else where it begins
 * @param quantities a dataset's quantities
 */
record Declaration(
    EntityKey key,
    @Nullable Entity entity,
    Spot spot,
    Spot tenant,
    Spot device,
    Spot policies,
    List<Word> quantities) {

  static Declaration of(EntityKey key, @Nullable Entity entity, Entry entry) {
    return new Declaration(
        key,
        entity,
        entry.spot(),
        entry.spot("tenant"),
        entry.spot("device"),
        entry.spot("policies"),
        entry.part() == Part.DATASET ? entry.words("quantities") : List.of());
  }
}
