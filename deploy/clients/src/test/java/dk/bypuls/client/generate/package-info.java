/** Makes the clients' types and questions of the contract of the open API. */
@NullMarked
package dk.bypuls.client.generate;

import org.jspecify.annotations.NullMarked;
