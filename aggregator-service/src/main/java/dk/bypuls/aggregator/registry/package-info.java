/** Knows what is registered, from the registry's topic alone. */
@NullMarked
package dk.bypuls.aggregator.registry;

import org.jspecify.annotations.NullMarked;
