/** The callbacks of Sigfox. */
@NullMarked
package dk.bypuls.ingest.format.sigfox;

import org.jspecify.annotations.NullMarked;
