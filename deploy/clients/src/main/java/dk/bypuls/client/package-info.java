/** A client of the open API. {@code Contract} is made from the contract itself. */
@NullMarked
package dk.bypuls.client;

import org.jspecify.annotations.NullMarked;
