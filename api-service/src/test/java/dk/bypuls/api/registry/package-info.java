/** Tests of the registry. */
package dk.bypuls.api.registry;
