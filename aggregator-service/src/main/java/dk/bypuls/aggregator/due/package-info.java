/** What is to be done when: keys of a store in the order of time, the next of them in memory. */
@NullMarked
package dk.bypuls.aggregator.due;

import org.jspecify.annotations.NullMarked;
