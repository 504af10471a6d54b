/** Addresses that are fetched again and again, from hosts that the operator allows. */
@NullMarked
package dk.bypuls.ingest.pull;

import org.jspecify.annotations.NullMarked;
