/**
 * The engine of anonymisation: what may be said of protected data, as plain functions of values (no
 * input or output, no clock, no floating point).
 */
@NullMarked
package dk.bypuls.aggregator.privacy;

import org.jspecify.annotations.NullMarked;
