/** What those who use a dataset must know. */
package dk.bypuls.api.notice;
