/** Benchmarks that print ratios: each runs its peer or limit alternately in the same run. */
@NullMarked
package dk.bypuls.bench;

import org.jspecify.annotations.NullMarked;
