/** Who sees how this service is, and how much of it. */
@NullMarked
package dk.bypuls.aggregator.watch;

import org.jspecify.annotations.NullMarked;
