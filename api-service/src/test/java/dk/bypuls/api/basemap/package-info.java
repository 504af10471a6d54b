/** Tests of the ground of the map, on files that they write themselves. */
@NullMarked
package dk.bypuls.api.basemap;

import org.jspecify.annotations.NullMarked;
