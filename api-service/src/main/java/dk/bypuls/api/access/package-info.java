/** Who may do what: tokens, roles, and the gate before {@code /admin/v1}. */
@NullMarked
package dk.bypuls.api.access;

import org.jspecify.annotations.NullMarked;
