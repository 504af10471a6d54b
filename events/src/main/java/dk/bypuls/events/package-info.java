/** The contract between the services: what is said on the topics, and in which bytes. */
@NullMarked
package dk.bypuls.events;

import org.jspecify.annotations.NullMarked;
