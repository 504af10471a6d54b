/** Files of months. */
package dk.bypuls.api.files;
