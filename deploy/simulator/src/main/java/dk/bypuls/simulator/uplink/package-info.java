/** The bytes in which a network server tells what a device said. */
@NullMarked
package dk.bypuls.simulator.uplink;

import org.jspecify.annotations.NullMarked;
