/**
 * What happens now: the newest window of every series in memory, and every change of it to whoever
 * listens. It needs no database.
 */
@NullMarked
package dk.bypuls.api.live;

import org.jspecify.annotations.NullMarked;
