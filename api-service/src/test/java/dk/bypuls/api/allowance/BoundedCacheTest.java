package dk.bypuls.api.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  @Test
  void whatWasUsedLongestAgoMakesRoom() {
    // Given
    BoundedCache<String, String> cache = cache(30);
    cache.put("a", "123456789");
    cache.put("b", "123456789");
    cache.put("c", "123456789");
    cache.find("a");

    // When
    cache.put("d", "123456789");

    // Then
    assertThat(cache.find("a")).isNotNull();
    assertThat(cache.find("b")).isNull();
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void whatDoesNotFitAtAllIsNotKept() {
    // Given
    BoundedCache<String, String> cache = cache(5);

    // When
    cache.put("a", "123456789");
    cache.put("b", "1234");

    // Then
    assertThat(cache.find("a")).isNull();
    assertThat(cache.find("b")).isEqualTo("1234");
  }

  @Test
  void whatIsReplacedOrRemovedTakesNoRoom() {
    // Given
    BoundedCache<String, String> cache = cache(12);
    cache.put("a", "123456789");
    cache.put("a", "1");
    cache.put("b", "12345678");

    // When
    cache.remove("b");
    cache.put("c", "12345678");

    // Then
    assertThat(cache.find("a")).isEqualTo("1");
    assertThat(cache.find("c")).isNotNull();
    assertThat(cache.size()).isEqualTo(2);
  }

  private static BoundedCache<String, String> cache(long most) {
    return new BoundedCache<>(most, (key, answer) -> key.length() + answer.length());
  }
}
