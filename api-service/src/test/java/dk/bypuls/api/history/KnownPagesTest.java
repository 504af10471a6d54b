package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.history.KnownPages.Asked;
import dk.bypuls.api.history.KnownPages.Made;
import dk.bypuls.api.history.KnownPages.Page;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownPagesTest {

  private static final Made MADE = new Made(7, "3.1", 42);

  private final AtomicLong nanoTime = new AtomicLong();
  private final KnownPages pages = new KnownPages(10_000, nanoTime::get);

  @Test
  void isGivenAgainWhileNothingCanHaveChangedIt() {
    // When
    pages.keep(asked("/a"), MADE, page(100));

    // Then
    assertThat(pages.find(asked("/a"), MADE)).isEqualTo(page(100));
    assertThat(pages.find(asked("/b"), MADE)).isNull();
  }

  @Test
  void isGoneWithNewRowsAndWithWhatIsDecided() {
    for (Made later : new Made[] {new Made(7, "3.1", 43), new Made(7, "3.1.1", 42)}) {
      // Given
      pages.keep(asked("/a"), MADE, page(100));

      // When
      Page found = pages.find(asked("/a"), later);

      // Then
      assertThat(found).isNull();
      assertThat(pages.find(asked("/a"), MADE)).as("not even kept").isNull();
    }
  }

  @Test
  void anotherRegistryForgetsEveryPage() {
    // Given
    pages.keep(asked("/a"), MADE, page(100));
    pages.keep(asked("/b"), MADE, page(100));

    // When
    pages.find(asked("/a"), new Made(8, "3.1", 42));

    // Then
    assertThat(pages.find(asked("/b"), MADE)).isNull();
  }

  @Test
  void isKeptNoLongerThanCachesMayKeepIt() {
    // Given
    pages.keep(asked("/a"), MADE, page(100));

    // When
    nanoTime.set(Duration.ofSeconds(10).toNanos());

    // Then
    assertThat(pages.find(asked("/a"), MADE)).isNull();
  }

  @Test
  void takesNoMoreMemoryThanItMay() {
    // When
    for (int i = 0; i < 100; i++) {
      pages.keep(asked("/" + i), MADE, page(4_000));
    }
    pages.keep(asked("/much"), MADE, page(10_001));

    // Then
    assertThat(pages.find(asked("/much"), MADE)).isNull();
    assertThat(pages.find(asked("/97"), MADE)).isNull();
  }

  private static Asked asked(String address) {
    return new Asked("http://city" + address, null, Encoding.IDENTITY);
  }

  private static Page page(int bytes) {
    PageHeaders headers = new PageHeaders(Format.CSV, Encoding.IDENTITY, null, null);
    return new Page("tag", headers, new KnownPages.Body(Buffer.buffer(new byte[bytes]), 3));
  }
}
