/** What the platform OS2iot pushes on, so that a city can run both side by side and then move. */
@NullMarked
package dk.bypuls.ingest.format.os2iot;

import org.jspecify.annotations.NullMarked;
