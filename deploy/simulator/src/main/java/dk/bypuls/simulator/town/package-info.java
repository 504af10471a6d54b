/** What stands in the town: its places, its gateways and its devices. */
@NullMarked
package dk.bypuls.simulator.town;

import org.jspecify.annotations.NullMarked;
