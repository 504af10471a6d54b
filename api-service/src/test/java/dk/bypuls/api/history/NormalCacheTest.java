package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormalCacheTest {

  @Test
  void whatWasUsedLongestAgoMakesRoom() {
    // Given
    NormalCache cache = new NormalCache(30);
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
    NormalCache cache = new NormalCache(5);

    // When
    cache.put("a", "123456789");
    cache.put("b", "1234");

    // Then
    assertThat(cache.find("a")).isNull();
    assertThat(cache.find("b")).isEqualTo("1234");
  }
}
