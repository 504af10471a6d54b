package dk.bypuls.api.access;

import static dk.bypuls.api.access.Role.ADMIN;
import static dk.bypuls.api.access.Role.AUDITOR;
import static dk.bypuls.api.access.Role.ENGINEER;
import static dk.bypuls.api.access.Role.OWNER;
import static dk.bypuls.api.access.Role.REVIEWER;
import static dk.bypuls.api.access.Role.VIEWER;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something that a token may do, and the roles that may: the one table of who may what. A role has
 * what it is listed for and nothing else.
 *
 * <p>Deciding is not all: who proposed may not decide about it, whatever the role.
 */
public enum Right {
  /** See what is registered, how devices are, and how far orders and decisions are. */
  SEE_REGISTRY(VIEWER, ENGINEER, OWNER, REVIEWER, AUDITOR, ADMIN),
  /** See exact windows of everything. */
  SEE_EXACT_WINDOWS(VIEWER, ENGINEER, AUDITOR, ADMIN),
  /** See what is in quarantine; never the originals. */
  SEE_QUARANTINE(VIEWER, ENGINEER, AUDITOR, ADMIN),
  /** See which tokens and keys there are; never what they are. */
  SEE_TOKENS(ENGINEER, OWNER, AUDITOR, ADMIN),
  /** See who did what. */
  SEE_AUDIT(ENGINEER, REVIEWER, AUDITOR, ADMIN),
  /** Apply registry files; what they publish is a proposal. */
  APPLY(ENGINEER, ADMIN),
  /** Say that a new tenant is fiction, whose datasets a fictional reviewer approves. */
  INVENT(ADMIN),
  /** Replay and drop what is in quarantine, see its originals, and try decoders. */
  WORK_ON_QUARANTINE(ENGINEER, ADMIN),
  /** Make and revoke tokens of sources. */
  ADMIT_SOURCES(ENGINEER, ADMIN),
  /** Make and revoke tokens of people. */
  ADMIT_PEOPLE(ADMIN),
  /** Have the past recomputed from files. */
  FILL_BACK(ADMIN),
  /** Have the past published, as far back as was decided. */
  PUBLISH_BACK(OWNER, ADMIN),
  /** Ask that a dataset is published, or published otherwise. */
  PROPOSE(OWNER, ADMIN),
  /** Decide about what another person proposed. */
  DECIDE(REVIEWER, ADMIN),
  /** Bring what is approved to pilot and public, and what is public to its end. */
  ADVANCE(OWNER, REVIEWER, ADMIN),
  /** See what policies would have told of the past: reports are made of exact values. */
  SEE_SIMULATIONS(OWNER, REVIEWER, AUDITOR, ADMIN),
  /** Have it found out what a policy would have told of the past. */
  SIMULATE(OWNER, REVIEWER, ADMIN),
  /** Take back what was published, for good. */
  RECALL(REVIEWER, ADMIN),
  /** Make and revoke keys to a pilot. */
  INVITE(OWNER, ADMIN),
  /** Grant, refuse and revoke keys that people outside asked for, and see how to reach them. */
  GRANT_KEYS(ENGINEER, ADMIN),
  /** See what people outside said of datasets. */
  SEE_FEEDBACK(ENGINEER, OWNER, AUDITOR, ADMIN),
  /** Answer it, and see how to reach who said it. */
  ANSWER_FEEDBACK(ENGINEER, OWNER, ADMIN);

  @SuppressWarnings("ImmutableEnumChecker") // it is made by Set.of
  private final Set<Role> roles;

  Right(Role... roles) {
    this.roles = Set.of(roles);
  }

  /** Its name over HTTP, such as {@code see-registry}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether that role has it. */
  public boolean isOf(Role role) {
    return roles.contains(role);
  }

  /** The ids of the roles that have it. */
  public List<String> roles() {
    return Arrays.stream(Role.values()).filter(roles::contains).map(Role::id).toList();
  }

  /** The roles that have it, for people. */
  String owners() {
    return String.join(" or ", roles());
  }
}
