/**
 * The one-machine city: real brokers, a real database and the services as processes, for people and
 * for tests.
 */
@NullMarked
package dk.bypuls.local;

import org.jspecify.annotations.NullMarked;
