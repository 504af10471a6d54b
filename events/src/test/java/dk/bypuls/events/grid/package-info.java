@NullMarked
package dk.bypuls.events.grid;

import org.jspecify.annotations.NullMarked;
