package dk.bypuls.simulator;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What part of time a run is about: from its first message up to, not including, its end. */
record Period(long from, long to) {
  static Period of(SimulateOptions options, OptionalLong sentUntil, long now) {
    long past = options.past().toMillis();
    @Nullable Long given = options.start() == null ? null : options.start().toEpochMilli();
    if (given != null && given > now) {
      throw new UsageException("--start must not be in the future.");
    }
    long wanted = given == null ? now - past : given;
    long from = Math.max(wanted, sentUntil.orElse(wanted));
    if (options.duration() != null) {
      return new Period(from, now + options.duration().toMillis());
    }
    if (options.live()) {
      return new Period(from, Long.MAX_VALUE);
    }
    long end = given == null ? now : Math.min(now, given + past);
    return new Period(Math.min(from, end), end);
  }
}
