/** The HTTP endpoints below {@code /admin/v1} that change and show the registry and its tokens. */
@NullMarked
package dk.bypuls.api.admin;

import org.jspecify.annotations.NullMarked;
