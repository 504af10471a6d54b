/** The open side as a whole, on real neighbours. */
package dk.bypuls.api.open;
