/** What a policy would have told of a dataset's past, found out on order before it is chosen. */
@NullMarked
package dk.bypuls.aggregator.simulation;

import org.jspecify.annotations.NullMarked;
