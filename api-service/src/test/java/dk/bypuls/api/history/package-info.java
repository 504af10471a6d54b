/** What was measured. */
package dk.bypuls.api.history;
