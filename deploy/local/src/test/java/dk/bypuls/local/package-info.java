/** Tests of the one-machine city. */
@NullMarked
package dk.bypuls.local;

import org.jspecify.annotations.NullMarked;
