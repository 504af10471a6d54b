/** The topology without a broker. */
@NullMarked
package dk.bypuls.aggregator.stream;

import org.jspecify.annotations.NullMarked;
