/** Tests of the registry as code. */
package dk.bypuls.api.registry.code;
