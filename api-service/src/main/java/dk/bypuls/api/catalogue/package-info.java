/** Which public datasets there are, what they measure where, and on what terms. */
@NullMarked
package dk.bypuls.api.catalogue;

import org.jspecify.annotations.NullMarked;
