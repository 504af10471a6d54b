package dk.bypuls.api.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody asked for.
 *
 * @param contact how to reach them: personal data, and gone with the request
 * @param grantedAt absent while nobody granted it
 */
record KeyRequest(
    String name,
    String purpose,
    @Nullable String contact,
    Instant requestedAt,
    @Nullable Instant grantedAt,
    @Nullable String grantedBy) {

  boolean isGranted() {
    return grantedAt != null;
  }
}
