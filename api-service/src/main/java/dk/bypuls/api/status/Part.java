package dk.bypuls.api.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part of the platform that people notice when it is away. */
enum Part {
  REGISTRY,
  LIVE,
  HISTORY,
  INGEST,
  AGGREGATOR;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Part> named(String id) {
    return Arrays.stream(values()).filter(part -> part.id().equals(id)).findFirst();
  }
}
