/** The web pages: which address has which, and what a page may load. */
@NullMarked
package dk.bypuls.api.web;

import org.jspecify.annotations.NullMarked;
