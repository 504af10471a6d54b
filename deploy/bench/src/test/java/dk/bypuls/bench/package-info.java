/** Tests of what the benchmarks stand on. */
@NullMarked
package dk.bypuls.bench;

import org.jspecify.annotations.NullMarked;
