/** What the service says of itself, for programs. */
@NullMarked
package dk.bypuls.api.contract;

import org.jspecify.annotations.NullMarked;
