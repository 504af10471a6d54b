/** Whether the engine keeps what it promises, and whether these tests would notice if not. */
@NullMarked
package dk.bypuls.aggregator.privacy;

import org.jspecify.annotations.NullMarked;
