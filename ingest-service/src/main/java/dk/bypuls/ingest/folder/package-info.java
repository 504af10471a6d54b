/** Files that are left in an inbox, taken in when they are whole. */
@NullMarked
package dk.bypuls.ingest.folder;

import org.jspecify.annotations.NullMarked;
