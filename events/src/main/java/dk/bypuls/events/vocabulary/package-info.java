/**
 * The controlled vocabulary: which quantities a city measures, in which unit, and what is
 * plausible.
 */
@NullMarked
package dk.bypuls.events.vocabulary;

import org.jspecify.annotations.NullMarked;
