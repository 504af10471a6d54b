/** What operators ask of ingest: checked, written down, and passed on. */
@NullMarked
package dk.bypuls.api.operator;

import org.jspecify.annotations.NullMarked;
