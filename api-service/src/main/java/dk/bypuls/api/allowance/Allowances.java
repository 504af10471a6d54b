package dk.bypuls.api.allowance;

import dk.bypuls.api.allowance.Allowance.Quota;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is left to each asker, of as many as are remembered. */
final class Allowances {

  private final Quota open;
  private final Quota withKey;
  private final LongSupplier nanoTime;
  private final Map<Asker, Allowance> left;

  Allowances(AllowanceLimits limits, LongSupplier nanoTime) {
    this.open = new Quota("open", limits.requests(), limits.window());
    this.withKey = new Quota("key", limits.requestsWithKey(), limits.window());
    this.nanoTime = nanoTime;
    this.left = new Remembered<>(limits.askers());
  }

  Quota quotaOf(Asker asker) {
    return asker.hasKey() ? withKey : open;
  }

  /** Takes one request from what is left to the asker. */
  synchronized Spent spend(Asker asker) {
    Quota quota = quotaOf(asker);
    long now = nanoTime.getAsLong();
    Allowance known = left.get(asker);
    Allowance before = known == null ? Allowance.whole(quota, now) : known.at(now, quota);
    boolean isGranted = before.hasOne();
    Allowance after = isGranted ? before.lessOne() : before;
    left.put(asker, after);
    return new Spent(isGranted, after, quota);
  }

  /**
   * What came of a request.
   *
   * @param after what is left now
   */
  record Spent(boolean isGranted, Allowance after, Quota quota) {}
}
