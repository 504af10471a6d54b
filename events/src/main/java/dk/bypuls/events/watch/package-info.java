/** Who may watch how the services are: the same of all three. */
@NullMarked
package dk.bypuls.events.watch;

import org.jspecify.annotations.NullMarked;
