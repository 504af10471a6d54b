package dk.bypuls.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.answer.Body;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.history.WholeMonths;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthFilesTest {

  private static final int LIMIT = 1_000;

  @TempDir private Path folder;
  private MonthFiles files;
  private int begun;

  @BeforeEach
  void begin() throws IOException {
    files = new MonthFiles(new Limits(folder), new RegistryView());
  }

  @AfterEach
  void end() {
    files.close();
  }

  @Test
  void throwAwayWhatWasNotAskedForTheLongestWhereTheyWouldTakeTooMuch() throws Exception {
    // Given
    for (int month = 1; month <= 3; month++) {
      make(month, 300);
    }
    assertThat(files.find(key(1))).isPresent();

    // When
    MonthFile newest = make(4, 300);

    // Then
    assertThat(files.find(key(2))).isEmpty();
    assertThat(Stream.of(1, 3, 4).map(month -> files.find(key(month))))
        .allMatch(Optional::isPresent);
    assertThat(newest.bytes()).isEqualTo(300);
    assertThat(onDisk())
        .containsExactlyInAnyOrder(key(1).fileName(), key(3).fileName(), key(4).fileName());
  }

  @Test
  void makeRoomForOneThatTakesAsMuchAsTwo() throws Exception {
    // Given
    for (int month = 1; month <= 3; month++) {
      make(month, 300);
    }

    // When
    make(4, LIMIT / 2);

    // Then
    assertThat(onDisk()).containsExactlyInAnyOrder(key(3).fileName(), key(4).fileName());
  }

  @Test
  void refuseAMonthThatTakesMoreThanHalfOfAllAndSayWhatToDo() throws Exception {
    // Given
    make(1, 300);

    // When
    assertThatThrownBy(() -> make(2, LIMIT / 2 + 1))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(400);
              assertThat(refusal.problem().detail())
                  .contains("more than the 500 bytes", "/v1/datasets/lille-air/windows");
            });

    // Then what was there is there, nothing is left of it, and nobody begins it once more
    assertThat(files.find(key(1))).isPresent();
    assertThat(onDisk()).containsExactly(key(1).fileName());
    assertThatThrownBy(() -> make(2, 1)).cause().isInstanceOf(ProblemException.class);
    assertThat(begun).isEqualTo(2);
  }

  private MonthFile make(int month, int bytes) throws Exception {
    return files
        .order(
            key(month),
            () -> {
              begun++;
              return new WholeMonths.Whole(new Bytes(bytes), () -> 1);
            })
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  private static MonthKey key(int month) {
    return new MonthKey("lille-air", "0.0", Resolution.PT1H, YearMonth.of(2026, month), Format.CSV);
  }

  private List<String> onDisk() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  private record Limits(Path at) implements FileLimits {

    @Override
    public Optional<Path> folder() {
      return Optional.of(at);
    }

    @Override
    public long bytes() {
      return LIMIT;
    }

    @Override
    public int waiting() {
      return 16;
    }

    @Override
    public Duration freshFor() {
      return Duration.ofDays(1);
    }
  }

  /** So many bytes, in pieces of a hundred at most. */
  private static final class Bytes implements Body {

    private int left;

    Bytes(int left) {
      this.left = left;
    }

    @Override
    public boolean isFinished() {
      return left == 0;
    }

    @Override
    public byte[] next() {
      int piece = Math.min(100, left);
      left -= piece;
      return new byte[piece];
    }

    @Override
    public byte[] broken(String problem) {
      return new byte[0];
    }

    @Override
    public void close() {}
  }
}
