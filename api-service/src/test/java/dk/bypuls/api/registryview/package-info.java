@NullMarked
package dk.bypuls.api.registryview;

import org.jspecify.annotations.NullMarked;
