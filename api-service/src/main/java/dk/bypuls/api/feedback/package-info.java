/** What people outside say of a dataset or one of its windows, and what its owner answers (C8). */
@NullMarked
package dk.bypuls.api.feedback;

import org.jspecify.annotations.NullMarked;
