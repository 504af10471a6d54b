/** Tests of what waits for a decision. */
package dk.bypuls.api.registry.proposal;
