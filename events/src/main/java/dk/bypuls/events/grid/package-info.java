/** The Danish square grid: where a position is in metres, and what the squares are called. */
@NullMarked
package dk.bypuls.events.grid;

import org.jspecify.annotations.NullMarked;
