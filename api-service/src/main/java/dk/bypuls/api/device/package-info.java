/** What is known of sensors' devices now, for those who look after them. */
@NullMarked
package dk.bypuls.api.device;

import org.jspecify.annotations.NullMarked;
