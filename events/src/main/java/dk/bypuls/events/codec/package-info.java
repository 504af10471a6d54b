/**
 * The bytes of the inner side: each event as a Protocol Buffers message, written and read by hand.
 *
 * <p>Field numbers are never given to another meaning. A reader passes over fields it does not
 * know; a writer never leaves out what an older reader needs. The golden files of the tests hold
 * every form that was ever released.
 */
@NullMarked
package dk.bypuls.events.codec;

import org.jspecify.annotations.NullMarked;
