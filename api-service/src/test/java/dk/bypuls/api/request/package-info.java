/** What a client asks for. */
package dk.bypuls.api.request;
