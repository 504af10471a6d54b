/** Keys for those who use the open side a lot: asked for by anyone, granted by people. */
@NullMarked
package dk.bypuls.api.key;

import org.jspecify.annotations.NullMarked;
