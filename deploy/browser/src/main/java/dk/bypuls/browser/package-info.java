/** The machine's own browser, for tests that use the pages as people do. */
@NullMarked
package dk.bypuls.browser;

import org.jspecify.annotations.NullMarked;
