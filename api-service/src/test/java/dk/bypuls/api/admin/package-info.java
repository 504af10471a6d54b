@NullMarked
package dk.bypuls.api.admin;

import org.jspecify.annotations.NullMarked;
