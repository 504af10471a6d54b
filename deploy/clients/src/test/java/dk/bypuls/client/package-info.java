@NullMarked
package dk.bypuls.client;

import org.jspecify.annotations.NullMarked;
