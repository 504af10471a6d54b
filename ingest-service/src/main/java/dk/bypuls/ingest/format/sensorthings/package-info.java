/** The observations of OGC SensorThings. */
@NullMarked
package dk.bypuls.ingest.format.sensorthings;

import org.jspecify.annotations.NullMarked;
