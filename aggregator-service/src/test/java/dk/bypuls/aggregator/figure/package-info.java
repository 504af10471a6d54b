@NullMarked
package dk.bypuls.aggregator.figure;

import org.jspecify.annotations.NullMarked;
