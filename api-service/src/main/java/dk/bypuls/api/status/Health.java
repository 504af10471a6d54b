package dk.bypuls.api.status;

import java.util.Locale;

/** How a part is. */
enum Health {
  UP,
  /** It reads what there is; nothing is amiss. */
  STARTING,
  DOWN,
  /** Nobody can tell: what would tell of it is away itself, or there is nothing to tell by. */
  UNKNOWN;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
