/**
 * What a client asks for, read strictly: what is not known is refused with what was probably meant.
 */
@NullMarked
package dk.bypuls.api.request;

import org.jspecify.annotations.NullMarked;
