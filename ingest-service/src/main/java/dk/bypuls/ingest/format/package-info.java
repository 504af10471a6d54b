/** How foreign messages are read: one small package for each system, behind one interface. */
@NullMarked
package dk.bypuls.ingest.format;

import org.jspecify.annotations.NullMarked;
