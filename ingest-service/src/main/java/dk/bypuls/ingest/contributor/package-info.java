/**
 * Makes hashes of identifiers of people's devices, with keys that are gone soon after their day.
 */
@NullMarked
package dk.bypuls.ingest.contributor;

import org.jspecify.annotations.NullMarked;
