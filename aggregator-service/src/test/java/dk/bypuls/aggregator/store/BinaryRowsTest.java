package dk.bypuls.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BinaryRowsTest {

  private static final String HEADER = "5047434f50590aff0d0a00" + "00000000" + "00000000";

  @Test
  void writesEachTypeAsPostgresReadsIt() {
    // Given
    BinaryRows rows = new BinaryRows(6);

    // When
    rows.row();
    rows.bigint(-2);
    rows.integer(7);
    rows.smallint(3);
    rows.instant(Instant.parse("2000-01-01T00:00:01.5Z"));
    rows.text("æ");
    rows.absent();

    // Then
    assertThat(hex(rows))
        .isEqualTo(
            HEADER
                + "0006"
                + "00000008fffffffffffffffe"
                + "0000000400000007"
                + "000000020003"
                + "00000008000000000016e360"
                + "00000002c3a6"
                + "ffffffff");
  }

  @Test
  void writesTimesBeforeTheEpochOfPostgres() {
    BinaryRows rows = new BinaryRows(1);

    rows.instant(Instant.parse("1999-12-31T23:59:59.999Z"));

    assertThat(hex(rows)).endsWith("00000008fffffffffffffc18");
  }

  @Test
  void refusesATimeThatPostgresCannotHold() {
    BinaryRows rows = new BinaryRows(1);

    assertThatThrownBy(() -> rows.instant(Instant.ofEpochMilli(Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void growsWithoutLosingWhatItHolds() {
    // Given
    BinaryRows rows = new BinaryRows(1);

    // When
    for (int row = 0; row < 50_000; row++) {
      rows.row();
      rows.bigint(row);
    }

    // Then
    byte[] all = rows.toArray();
    assertThat(all).hasSize(19 + 50_000 * 14);
    assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(all, all.length - 14, all.length)))
        .isEqualTo("000100000008000000000000c34f");
  }

  @Test
  void beginsAnewWhenCleared() {
    // Given
    BinaryRows rows = new BinaryRows(1);
    rows.row();
    rows.integer(1);

    // When
    rows.clear();

    // Then
    assertThat(hex(rows)).isEqualTo(HEADER);
  }

  private static String hex(BinaryRows rows) {
    return HexFormat.of().formatHex(rows.toArray());
  }
}
