/** How windows are handed out. */
package dk.bypuls.api.answer;
