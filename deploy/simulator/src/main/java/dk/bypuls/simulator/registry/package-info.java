/** The town's registry files, as its municipality would write them. */
@NullMarked
package dk.bypuls.simulator.registry;

import org.jspecify.annotations.NullMarked;
