@NullMarked
package dk.bypuls.bench.privacy;

import org.jspecify.annotations.NullMarked;
