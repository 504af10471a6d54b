/** The messages of the network server The Things Stack. */
@NullMarked
package dk.bypuls.ingest.format.thingsstack;

import org.jspecify.annotations.NullMarked;
