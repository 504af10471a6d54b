/** The one entrance: what a message becomes, and when its sender may forget it. */
@NullMarked
package dk.bypuls.ingest.intake;

import org.jspecify.annotations.NullMarked;
