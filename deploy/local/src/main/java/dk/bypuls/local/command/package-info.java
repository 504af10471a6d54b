/** The one command {@code ./bypuls}: what each of its words does. */
@NullMarked
package dk.bypuls.local.command;

import org.jspecify.annotations.NullMarked;
