/** The messages of The Things Network 2, for installations that still write them. */
@NullMarked
package dk.bypuls.ingest.format.ttn;

import org.jspecify.annotations.NullMarked;
