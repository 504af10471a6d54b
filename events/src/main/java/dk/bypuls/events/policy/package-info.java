/** How a dataset about people is protected: what is decided for it, in versions, and the floor. */
@NullMarked
package dk.bypuls.events.policy;

import org.jspecify.annotations.NullMarked;
