/** What the readings of one cell and slot say together, by the kind of their quantity. */
@NullMarked
package dk.bypuls.aggregator.figure;

import org.jspecify.annotations.NullMarked;
