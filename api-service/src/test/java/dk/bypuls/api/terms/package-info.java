/** What people who build on a dataset rely on. */
package dk.bypuls.api.terms;
