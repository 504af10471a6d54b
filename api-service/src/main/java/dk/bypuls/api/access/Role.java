package dk.bypuls.api.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person or program is to the installation. What each may do is in {@link Right}. */
public enum Role {
  /** Looks at what is measured. */
  VIEWER,
  /** Connects sensors and keeps them running. */
  ENGINEER,
  /** Answers for data, and proposes that it is published. */
  OWNER,
  /** Decides what is proposed by others. */
  REVIEWER,
  /** Sees everything and changes nothing. */
  AUDITOR,
  /** Runs the installation. */
  ADMIN;

  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> find(String id) {
    return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
  }
}
