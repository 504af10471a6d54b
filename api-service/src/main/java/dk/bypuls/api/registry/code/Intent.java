package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import java.util.SortedMap;
import java.util.SortedSet;

/** What sound files want: that these are there as they say, and that those are withdrawn. */
public record Intent(SortedMap<EntityKey, Entity> declared, SortedSet<EntityKey> withdrawn) {}
