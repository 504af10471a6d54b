package dk.bypuls.api.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a token may do; each role may all that the ones before it may. */
public enum Role {
  /** Reads the registry and exact windows. */
  VIEWER("viewer"),
  /** Applies registry files, makes tokens for sources, and works on the quarantine. */
  ENGINEER("engineer"),
  /** Does everything, tokens for people included. */
  ADMIN("admin");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  @JsonValue
  public String id() {
    return id;
  }

  /** Whether it may what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  public static Optional<Role> find(String id) {
    return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
  }
}
