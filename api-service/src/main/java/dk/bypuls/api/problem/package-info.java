/** How every refusal and failure of this service is told: RFC 9457 problem documents. */
@NullMarked
package dk.bypuls.api.problem;

import org.jspecify.annotations.NullMarked;
