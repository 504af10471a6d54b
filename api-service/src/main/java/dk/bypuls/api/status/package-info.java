/** How are we: health for machines, status for people. */
@NullMarked
package dk.bypuls.api.status;

import org.jspecify.annotations.NullMarked;
