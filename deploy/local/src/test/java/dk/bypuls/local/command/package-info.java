/** Tests of the one command. */
@NullMarked
package dk.bypuls.local.command;

import org.jspecify.annotations.NullMarked;
