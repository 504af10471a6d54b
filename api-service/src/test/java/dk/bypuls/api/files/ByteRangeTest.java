package dk.bypuls.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 100",
    "bytes=10-, 10, 100",
    "bytes=10-19, 10, 20",
    "bytes=0-0, 0, 1",
    "bytes=90-500, 90, 100",
    "bytes=-10, 90, 100",
    "bytes=-500, 0, 100",
    "Bytes=10-19, 10, 20"
  })
  void isThePartThatTheFileHas(String header, long start, long end) {
    assertThat(ByteRange.isAsked(header)).isTrue();
    assertThat(ByteRange.of(header, 100)).hasValue(new ByteRange(start, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=20-10", "bytes=-0"})
  void isNoneOfWhatTheFileHasNot(String header) {
    assertThat(ByteRange.isAsked(header)).isTrue();
    assertThat(ByteRange.of(header, 100)).isEmpty();
  }

  @Test
  void severalAtOnceAndOtherUnitsAreNotGiven() {
    assertThat(ByteRange.isAsked(null)).isFalse();
    assertThat(ByteRange.isAsked("bytes=-")).isFalse();
    assertThat(ByteRange.isAsked("bytes=0-1,5-6")).isFalse();
    assertThat(ByteRange.isAsked("rows=0-1")).isFalse();
    assertThat(ByteRange.isAsked("bytes=9999999999999999999-")).isFalse();
  }
}
