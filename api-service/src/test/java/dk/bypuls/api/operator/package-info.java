/** Who may ask what of ingest, with a neighbour that answers. */
package dk.bypuls.api.operator;
