/**
 * The adversary: what someone who knows the code and has all that is published can find out about
 * people, of our city and of cities that make a mistake.
 */
@NullMarked
package dk.bypuls.adversary;

import org.jspecify.annotations.NullMarked;
