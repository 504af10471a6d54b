package dk.bypuls.api.ready;

import dk.bypuls.api.allowance.BoundedCache;
import dk.bypuls.api.registryview.Catalogue;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers for as long as nothing can have changed them: under the same registry, so that a
 * recall or another decision ends them at once, and while what they were made of is the same. None
 * is kept longer than caches outside may keep it, so that what retention deletes is not told on.
 */
final class ReadyStore {

  /** As long as caches may keep one without asking ({@code max-age}). */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Supplier<Catalogue> registry;
  private final LongSupplier nanoTime;
  private final BoundedCache<Asked, Kept> answers;
  private volatile @Nullable Catalogue known;

  ReadyStore(Supplier<Catalogue> registry, long mostBytes, LongSupplier nanoTime) {
    this.registry = registry;
    this.nanoTime = nanoTime;
    this.answers =
        new BoundedCache<>(mostBytes, (asked, kept) -> asked.size() + kept.answer().size());
  }

  private record Kept(Made made, long atNanos, ReadyAnswer answer) {}

  void keep(Asked asked, Made made, ReadyAnswer answer) {
    forgetAllBut(registry.get());
    answers.put(asked, new Kept(made, nanoTime.getAsLong(), answer));
  }

  /** The answer, if it is still what would be answered. */
  @Nullable ReadyAnswer find(Asked asked) {
    Catalogue current = registry.get();
    forgetAllBut(current);
    Kept kept = answers.find(asked);
    if (kept == null) {
      return null;
    }
    boolean isYoung = nanoTime.getAsLong() - kept.atNanos() < LONGEST.toNanos();
    if (isYoung && kept.made().catalogue() == current && kept.made().stillHolds()) {
      return kept.answer();
    }
    answers.remove(asked);
    return null;
  }

  /** What was made under another registry is not only not given: it goes. */
  private void forgetAllBut(Catalogue current) {
    if (known != current) {
      known = current;
      answers.clear();
    }
  }
}
