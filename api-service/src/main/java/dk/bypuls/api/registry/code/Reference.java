package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.EntityKind;

/**
 * A name in a file that must be the id of something.
 *
 * @param tenant whose that something must be; empty when that is not known or does not matter
 */
record Reference(EntityKind kind, Word word, String tenant) {

  EntityKey key() {
    return new EntityKey(kind, word.text());
  }
}
