/** When each message is due, and how it gets to the broker and stays there. */
@NullMarked
package dk.bypuls.simulator.send;

import org.jspecify.annotations.NullMarked;
