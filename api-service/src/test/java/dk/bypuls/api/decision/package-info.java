/** Tests of who decides what. */
package dk.bypuls.api.decision;
