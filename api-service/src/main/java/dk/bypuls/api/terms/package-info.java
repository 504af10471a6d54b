/** What people who build on a public dataset rely on, and the record of how it changed (C9). */
@NullMarked
package dk.bypuls.api.terms;

import org.jspecify.annotations.NullMarked;
