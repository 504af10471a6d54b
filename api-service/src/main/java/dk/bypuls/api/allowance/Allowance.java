package dk.bypuls.api.allowance;

import java.time.Duration;

/**
 * What is left to one asker: it comes back steadily, up to the whole.
 *
 * @param left requests, with the part of one that has come back
 * @param atNanos when so much was left
 */
record Allowance(double left, long atNanos) {

  static Allowance whole(Quota quota, long nowNanos) {
    return new Allowance(quota.requests(), nowNanos);
  }

  /**
   * How much comes back in what time.
   *
   * @param policy as the header that says what is allowed
   */
  record Quota(String name, int requests, Duration window, String policy) {

    Quota(String name, int requests, Duration window) {
      this(
          name,
          requests,
          window,
          "\"%s\";q=%d;w=%d".formatted(name, requests, Math.max(1, window.toSeconds())));
    }

    private double perNano() {
      return requests / (double) window.toNanos();
    }
  }

  /** What is left by now. */
  Allowance at(long nowNanos, Quota quota) {
    double back = Math.max(0, nowNanos - atNanos) * quota.perNano();
    return new Allowance(Math.min(quota.requests(), left + back), nowNanos);
  }

  boolean hasOne() {
    return left >= 1;
  }

  Allowance lessOne() {
    return new Allowance(left - 1, atNanos);
  }

  /** In how long there is one again. */
  Duration untilOne(Quota quota) {
    return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - left) / quota.perNano()));
  }

  /** As the header that says what is left, and in how many seconds all of it is back. */
  String said(Quota quota) {
    double back = (quota.requests() - left) / quota.perNano();
    return '"' + quota.name() + "\";r=" + (int) left + ";t=" + (long) Math.ceil(back / 1e9);
  }
}
