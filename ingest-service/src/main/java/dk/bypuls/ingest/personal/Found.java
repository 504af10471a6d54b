package dk.bypuls.ingest.personal;

/** Where in a text something of a person stands: from the first character to after the last. */
record Found(PersonalKind kind, int from, int to) {}
