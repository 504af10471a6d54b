/** Finds what belongs to a person in what sensors say, and takes it out of what is kept. */
@NullMarked
package dk.bypuls.ingest.personal;

import org.jspecify.annotations.NullMarked;
