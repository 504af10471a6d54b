/** What happens now. */
package dk.bypuls.api.live;
