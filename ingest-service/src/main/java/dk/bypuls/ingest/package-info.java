/**
 * The trust boundary: takes what sensors say, keeps what is declared, and sets aside what it cannot
 * read.
 */
@NullMarked
package dk.bypuls.ingest;

import org.jspecify.annotations.NullMarked;
