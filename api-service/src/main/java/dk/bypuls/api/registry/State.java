package dk.bypuls.api.registry;

/**
 * How far the registry is.
 *
 * @param epoch which life of the database this is
 * @param generation the last apply that changed something
 * @param auditRows how many rows the audit trail has
 * @param auditHead the hash of its last row
 */
record State(long epoch, long generation, long auditRows, String auditHead) {}
