/** What people outside send in: small, bounded, plain, and never trusted. */
@NullMarked
package dk.bypuls.api.submission;

import org.jspecify.annotations.NullMarked;
