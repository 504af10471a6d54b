/** The open side's questions, asked by people of the house: exact windows of everything. */
@NullMarked
package dk.bypuls.api.internal;

import org.jspecify.annotations.NullMarked;
