/** What is done again and again, whether or not anybody asks. */
@NullMarked
package dk.bypuls.api.upkeep;

import org.jspecify.annotations.NullMarked;
