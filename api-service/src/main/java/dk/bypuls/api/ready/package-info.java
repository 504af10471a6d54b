/**
 * Answers that were given a moment ago, for whoever asks the very same: found by the request as it
 * was sent, before anything else is done for it.
 */
@NullMarked
package dk.bypuls.api.ready;

import org.jspecify.annotations.NullMarked;
