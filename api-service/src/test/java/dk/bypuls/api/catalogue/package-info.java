@NullMarked
package dk.bypuls.api.catalogue;

import org.jspecify.annotations.NullMarked;
