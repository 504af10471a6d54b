/** What was measured, from the database, page by page. */
@NullMarked
package dk.bypuls.api.history;

import org.jspecify.annotations.NullMarked;
