@NullMarked
package dk.bypuls.api.ready;

import org.jspecify.annotations.NullMarked;
