@NullMarked
package dk.bypuls.api.contract;

import org.jspecify.annotations.NullMarked;
