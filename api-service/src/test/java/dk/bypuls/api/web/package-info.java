/** The pages in a real browser. */
@NullMarked
package dk.bypuls.api.web;

import org.jspecify.annotations.NullMarked;
