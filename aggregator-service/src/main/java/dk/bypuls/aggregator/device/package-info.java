/** What is known of each sensor's device: when it last spoke, its battery and its radio. */
@NullMarked
package dk.bypuls.aggregator.device;

import org.jspecify.annotations.NullMarked;
