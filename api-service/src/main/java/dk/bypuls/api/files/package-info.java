/** The history of a dataset as files, one for each month: made when they are asked for. */
@NullMarked
package dk.bypuls.api.files;

import org.jspecify.annotations.NullMarked;
