package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dk.bypuls.local.CityStatus.PartStatus;
import dk.bypuls.local.CityStatus.State;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;

  SupervisorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void startsAPartAgainThatDied() {
    // Given
    StandIn part = new StandIn(folder, "part");
    Supervisor supervisor = supervise(part);
    long first = part.pid();

    // When
    ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

    // Then
    await(() -> runsAfter(1));
    assertThat(part.pid()).isNotEqualTo(first);
    supervisor.stop();
  }

  @Test
  void goesOnTryingWhileAPartCannotBeStarted() {
    // Given
    AtomicInteger starts = new AtomicInteger();
    StandIn part =
        new StandIn(
            folder,
            "part",
            () -> {
              if (starts.incrementAndGet() == 2) {
                throw new UncheckedIOException("cannot write", new IOException("disk full"));
              }
            });
    Supervisor supervisor = supervise(part);

    // When
    ProcessHandle.of(part.pid()).ifPresent(ProcessHandle::destroyForcibly);

    // Then
    await(() -> runsAfter(2));
    supervisor.stop();
  }

  @Test
  void failsAsThePartFailsThatCannotStart() throws Exception {
    // Given
    Files.createFile(folder.resolve("logs"));

    // When
    Throwable failure = catchThrowable(() -> supervise(new StandIn(folder, "part")));

    // Then
    assertThat(failure).isInstanceOf(UncheckedIOException.class).hasMessage("cannot start part");
  }

  @Test
  void leavesNoProcessOfTheCityWhenItStops() {
    // Given
    CityFolder city = new CityFolder(folder);
    Supervisor supervisor = supervise(new StandIn(folder, "part"), new StandIn(folder, "other"));
    assertThat(Processes.of(city)).hasSize(2);

    // When
    supervisor.stop();

    // Then
    assertThat(Processes.of(city)).isEmpty();
    assertThat(status().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void leavesNoProcessWhenItsOwnProcessIsKilled() throws Exception {
    // Given
    CityFolder city = new CityFolder(folder);
    Process starter =
        new ProcessBuilder(
                JavaCommand.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StandIn.class.getName(),
                folder.toString())
            .start();
    await(() -> Files.exists(city.pid("orphan")) && !Processes.of(city).isEmpty());

    // When
    starter.destroyForcibly().waitFor();

    // Then
    await(() -> Processes.of(city).isEmpty());
  }

  private Supervisor supervise(Part... parts) {
    Supervisor supervisor =
        new Supervisor(
            new CityFolder(folder), new Progress(new PrintStream(PrintStream.nullOutputStream())));
    supervisor.start(List.of(parts));
    return supervisor;
  }

  private boolean runsAfter(int restarts) {
    PartStatus now = status();
    return now.state() == State.RUNNING && now.restarts() == restarts;
  }

  private PartStatus status() {
    return CityStatus.read(new CityFolder(folder)).orElseThrow().parts().get(0);
  }

  private static void await(BooleanSupplier fact) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
