@NullMarked
package dk.bypuls.api.allowance;

import org.jspecify.annotations.NullMarked;
