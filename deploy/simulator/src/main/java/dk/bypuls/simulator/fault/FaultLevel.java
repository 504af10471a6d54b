package dk.bypuls.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much goes wrong. */
public enum FaultLevel {
  /** Every frame arrives once, at once. */
  NONE(0, 0, 0, 0, 0, 0, 0, 0, 0),
  /** A well-kept network on an ordinary day. */
  FEW(2, 0.1, 0.01, 0.001, 0.002, 0.002, 0.0002, 0.01, 0.005),
  /** A network to test with. */
  MANY(8, 0.6, 0.1, 0.01, 0.03, 0.03, 0.005, 0.05, 0.02);

  final int strangers;
  final double gatewayOutagesPerDay;
  final double silencesPerDay;
  final double lost;
  final double duplicated;
  final double late;
  final double garbled;
  final double drifting;
  final double clocksAhead;

  FaultLevel(
      int strangers,
      double gatewayOutagesPerDay,
      double silencesPerDay,
      double lost,
      double duplicated,
      double late,
      double garbled,
      double drifting,
      double clocksAhead) {
    this.strangers = strangers;
    this.gatewayOutagesPerDay = gatewayOutagesPerDay;
    this.silencesPerDay = silencesPerDay;
    this.lost = lost;
    this.duplicated = duplicated;
    this.late = late;
    this.garbled = garbled;
    this.drifting = drifting;
    this.clocksAhead = clocksAhead;
  }

  /** How many devices speak that nobody registered. */
  public int strangers() {
    return strangers;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FaultLevel> byId(String id) {
    return Arrays.stream(values()).filter(level -> level.id().equals(id)).findFirst();
  }
}
