/**
 * The registry as the open side sees it: from its topic alone, so it works with the database down
 * (I8).
 */
@NullMarked
package dk.bypuls.api.registryview;

import org.jspecify.annotations.NullMarked;
