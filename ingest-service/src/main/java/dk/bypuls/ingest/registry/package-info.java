/** Knows what is registered, from the registry's topic alone. */
@NullMarked
package dk.bypuls.ingest.registry;

import org.jspecify.annotations.NullMarked;
