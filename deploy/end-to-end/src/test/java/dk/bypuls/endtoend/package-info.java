/** The whole city, started as a user starts it, and the rules of the house. */
@NullMarked
package dk.bypuls.endtoend;

import org.jspecify.annotations.NullMarked;
