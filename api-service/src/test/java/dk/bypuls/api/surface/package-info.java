/** What was measured. */
package dk.bypuls.api.surface;
