@NullMarked
package dk.bypuls.adversary;

import org.jspecify.annotations.NullMarked;
