/**
 * The network servers that push uplinks by HTTP.
 *
 * <p>They differ in how they name the same ten things, so each is an {@link
 * dk.bypuls.ingest.format.push.Envelope} in one table, {@link
 * dk.bypuls.ingest.format.push.NetworkServers}, and one class reads them all. A system with logic
 * of its own has a package of its own.
 */
@NullMarked
package dk.bypuls.ingest.format.push;

import org.jspecify.annotations.NullMarked;
