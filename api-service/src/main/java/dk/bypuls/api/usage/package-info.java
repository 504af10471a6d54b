/** How much each dataset is used, and nothing of who uses it (C7). */
@NullMarked
package dk.bypuls.api.usage;

import org.jspecify.annotations.NullMarked;
