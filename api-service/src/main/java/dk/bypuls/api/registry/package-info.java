/** The registry: kept in the database, audited, and told to the other services. */
@NullMarked
package dk.bypuls.api.registry;

import org.jspecify.annotations.NullMarked;
