/** What operators ask of ingest, through api-service: quarantine, dry runs, undeclared fields. */
@NullMarked
package dk.bypuls.ingest.operator;

import org.jspecify.annotations.NullMarked;
