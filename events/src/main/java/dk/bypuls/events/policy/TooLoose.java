package dk.bypuls.events.policy;

/**
 * A field of a policy that protects less than its class demands.
 *
 * @param field where it is in the policy
 * @param message what it would have to be
 */
public record TooLoose(String field, String message) {}
