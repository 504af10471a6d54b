/** The notifications of context brokers: NGSI-LD and NGSI v2. */
@NullMarked
package dk.bypuls.ingest.format.ngsild;

import org.jspecify.annotations.NullMarked;
