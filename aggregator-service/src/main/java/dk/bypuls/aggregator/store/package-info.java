/** The writer of history: takes windows from their topics into the database, each exactly once. */
@NullMarked
package dk.bypuls.aggregator.store;

import org.jspecify.annotations.NullMarked;
