@NullMarked
package dk.bypuls.api.status;

import org.jspecify.annotations.NullMarked;
