/** Reads the ground of the city's map from a PMTiles file, one tile at a time. */
@NullMarked
package dk.bypuls.api.basemap;

import org.jspecify.annotations.NullMarked;
