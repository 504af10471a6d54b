/** Who may decide that a dataset is published, and what they decided (B1, C11, I3). */
@NullMarked
package dk.bypuls.api.decision;

import org.jspecify.annotations.NullMarked;
