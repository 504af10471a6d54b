package dk.bypuls.api.history;

import dk.bypuls.api.allowance.BoundedCache;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Addresses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the open history that were given a moment ago, to whoever asks the very same again.
 *
 * <p>A page is given again for as long as nothing can have changed it: under the same registry, so
 * that a recall or another decision ends it at once, and while the last transaction of the sink
 * that somebody saw within the last second is the one it was read under. None is kept longer than
 * caches outside may keep it, so that what retention deletes is not told on.
 */
final class KnownPages {

  /** As long as caches may keep one without asking ({@code max-age}). */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** What a question and a page take beside their text and bytes. */
  private static final int OVERHEAD = 512;

  private final BoundedCache<Asked, Kept> pages;
  private final LongSupplier nanoTime;
  private volatile long generation;

  KnownPages(long mostBytes, LongSupplier nanoTime) {
    this.pages = new BoundedCache<>(mostBytes, (asked, kept) -> asked.size() + kept.page().size());
    this.nanoTime = nanoTime;
  }

  /** All of a request that decides its answer, as it was sent. */
  record Asked(String address, @Nullable String accept, Encoding encoding) {

    static Asked of(RoutingContext request) {
      return new Asked(
          Addresses.base(request) + request.request().uri(),
          request.request().getHeader(HttpHeaders.ACCEPT),
          Encoding.of(request.request().getHeader(HttpHeaders.ACCEPT_ENCODING)));
    }

    private long size() {
      return (long) address.length() + (accept == null ? 0 : accept.length());
    }
  }

  /**
   * What a page was made of.
   *
   * @param generation of the registry
   * @param stamp the registration of the dataset; with it, as a policy comes into force without
   *     news
   * @param batch the last transaction of the sink that could be seen when it was read
   */
  record Made(long generation, String stamp, int batch) {

    static Made of(Catalogue catalogue, String dataset, int batch) {
      return new Made(catalogue.generation(), catalogue.stampOf(dataset), batch);
    }
  }

  /**
   * A page as it was given.
   *
   * @param tag its own, without how it is packed
   * @param body absent where no more is known than that whoever has it has the right one
   */
  record Page(String tag, PageHeaders headers, @Nullable Body body) {

    private long size() {
      return OVERHEAD + (body == null ? 0L : body.bytes().length());
    }
  }

  /** The bytes of a page, and how many windows are in it. */
  record Body(Buffer bytes, long windows) {}

  private record Kept(Made made, long atNanos, Page page) {}

  /** The page, if it is still what would be answered. */
  @Nullable Page find(Asked asked, Made now) {
    forgetAllBut(now.generation());
    Kept kept = pages.find(asked);
    if (kept == null) {
      return null;
    }
    if (kept.made().equals(now) && nanoTime.getAsLong() - kept.atNanos() < LONGEST.toNanos()) {
      return kept.page();
    }
    pages.remove(asked);
    return null;
  }

  void keep(Asked asked, Made made, Page page) {
    forgetAllBut(made.generation());
    pages.put(asked, new Kept(made, nanoTime.getAsLong(), page));
  }

  /** What was made under another registry is not only not given: it goes. */
  private void forgetAllBut(long current) {
    if (generation != current) {
      generation = current;
      pages.clear();
    }
  }
}
