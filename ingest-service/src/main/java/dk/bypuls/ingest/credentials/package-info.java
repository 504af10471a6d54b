/** What sources mean by the names of their credentials, which the registry does not hold. */
@NullMarked
package dk.bypuls.ingest.credentials;

import org.jspecify.annotations.NullMarked;
