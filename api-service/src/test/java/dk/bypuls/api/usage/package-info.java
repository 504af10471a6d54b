@NullMarked
package dk.bypuls.api.usage;

import org.jspecify.annotations.NullMarked;
