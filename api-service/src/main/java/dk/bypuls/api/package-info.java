/** What people and programs outside touch: history, live, catalogue, registry and the web. */
@NullMarked
package dk.bypuls.api;

import org.jspecify.annotations.NullMarked;
