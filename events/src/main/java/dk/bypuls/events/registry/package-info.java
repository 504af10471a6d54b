/**
 * What is registered: who measures what, where, by which device, and what of it may be published.
 *
 * <p>api-service owns it; the others know it from {@link dk.bypuls.events.Topics#REGISTRY}.
 */
@NullMarked
package dk.bypuls.events.registry;

import org.jspecify.annotations.NullMarked;
