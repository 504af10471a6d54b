/** Tests of tokens, roles and the gate. */
package dk.bypuls.api.access;
