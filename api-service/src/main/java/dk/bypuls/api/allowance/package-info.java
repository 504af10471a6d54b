/**
 * How much one client may take of the open side, so that there is something left for the others
 * (C12, I10).
 */
@NullMarked
package dk.bypuls.api.allowance;

import org.jspecify.annotations.NullMarked;
