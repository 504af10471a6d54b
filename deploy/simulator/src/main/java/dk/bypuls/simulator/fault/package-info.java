/** What goes wrong between a device and the network server, and the truth about it. */
@NullMarked
package dk.bypuls.simulator.fault;

import org.jspecify.annotations.NullMarked;
