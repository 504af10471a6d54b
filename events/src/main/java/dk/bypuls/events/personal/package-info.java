/** What of a person a text holds: one answer for what sensors say and for what people write. */
@NullMarked
package dk.bypuls.events.personal;

import org.jspecify.annotations.NullMarked;
