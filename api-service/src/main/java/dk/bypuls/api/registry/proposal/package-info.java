/** What is asked for datasets and not decided yet, and what a file may change without asking. */
@NullMarked
package dk.bypuls.api.registry.proposal;

import org.jspecify.annotations.NullMarked;
