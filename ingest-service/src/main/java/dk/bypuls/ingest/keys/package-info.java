/** Random keys in files: made once, shared by instances, and erased. */
@NullMarked
package dk.bypuls.ingest.keys;

import org.jspecify.annotations.NullMarked;
