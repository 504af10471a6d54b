/** How windows are handed out: the same bytes in every answer, as JSON, lines of JSON or CSV. */
@NullMarked
package dk.bypuls.api.answer;

import org.jspecify.annotations.NullMarked;
