/** What anyone can reach without a role, as one list (I4). */
@NullMarked
package dk.bypuls.api.surface;

import org.jspecify.annotations.NullMarked;
