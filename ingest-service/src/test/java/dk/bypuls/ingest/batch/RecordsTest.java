package dk.bypuls.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

  private static final IntakeSettings LIMITS =
      Defaults.settings(
              Map.of(
                  "bypuls.ingest.intake.body-bytes", "64",
                  "bypuls.ingest.intake.first-row-bytes", "20"))
          .intake();

  private final List<String> found = new ArrayList<>();

  private void read(Body kind, String text, int step) {
    Records records =
        new Records(
            kind,
            LIMITS,
            entry ->
                found.add(entry.line() + ":" + new String(entry.body(), StandardCharsets.UTF_8)));
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < all.length; at += step) {
      int length = Math.min(step, all.length - at);
      byte[] chunk = new byte[length];
      System.arraycopy(all, at, chunk, 0, length);
      for (int read = 0; read < length; ) {
        int before = found.size();
        read = records.read(chunk, read, length);
        assertThat(found.size() - before).isLessThanOrEqualTo(1);
      }
    }
    records.finish();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void givesEachRowItsFirstOneHoweverTheBytesCome(int step) {
    // When
    read(Body.ROWS, "sep=;\nå;b\n1;\"x\ny\"\n\n2;3", step);

    // Then
    assertThat(found).containsExactly("3:sep=;\nå;b\n1;\"x\ny\"\n", "6:sep=;\nå;b\n2;3");
  }

  @Test
  void givesEachLineAlone() {
    // When
    read(Body.LINES, "{\"a\":1}\r\n \r\n{\"b\":\"\\\"\"}\n", 5);

    // Then
    assertThat(found).containsExactly("1:{\"a\":1}\r\n", "3:{\"b\":\"\\\"\"}\n");
  }

  @Test
  void stopsAtARecordThatDoesNotEnd() {
    assertThatThrownBy(() -> read(Body.ROWS, "a;b\n1;2\n3;\"4\n5;6\n" + "7;8\n".repeat(50), 7))
        .isInstanceOf(RecordTooLongException.class)
        .hasMessageContaining("begins in line 3");
    assertThat(found).containsExactly("2:a;b\n1;2\n");
    assertThatThrownBy(() -> read(Body.ROWS, "a\n\"1", 7))
        .isInstanceOf(RecordTooLongException.class);
    assertThatThrownBy(() -> read(Body.ROWS, "a;".repeat(12) + "\n1\n", 7))
        .isInstanceOf(RecordTooLongException.class)
        .hasMessageContaining("the first row");
    assertThatThrownBy(() -> read(Body.LINES, "x".repeat(65), 7))
        .isInstanceOf(RecordTooLongException.class);
  }
}
