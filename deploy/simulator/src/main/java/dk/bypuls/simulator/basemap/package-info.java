/** The ground of the simulated town as a map draws it: coast, stream, streets, districts. */
@NullMarked
package dk.bypuls.simulator.basemap;

import org.jspecify.annotations.NullMarked;
