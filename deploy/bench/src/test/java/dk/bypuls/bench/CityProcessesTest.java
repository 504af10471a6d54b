package dk.bypuls.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityProcessesTest {

  private final Path city;
  private final Path proc;

  CityProcessesTest(@TempDir Path folder) {
    city = folder.resolve("city");
    proc = folder.resolve("proc");
  }

  @BeforeEach
  void aCityOfALauncherAndTwoParts() throws IOException {
    Files.createDirectories(city.resolve("run"));
    status("RUNNING");
    Files.writeString(city.resolve("run/kafka.pid"), "20\n");
    Files.writeString(city.resolve("run/database.pid"), "30\n");
    process(1, 0, "init", 900, 900);
    process(10, 1, "java", 7, 1000);
    process(11, 10, "sh", 1, 10);
    process(20, 10, "java", 40, 2000);
    process(30, 10, "postgres", 5, 300);
    process(31, 30, "postgres: (x) y", 6, 400);
    process(99, 1, "java", 800, 800);
  }

  @Test
  void countsEachProcessUnderThePartThatStartedIt() {
    // Given
    CityProcesses processes = CityProcesses.of(city, proc);

    // When
    Map<String, Long> ticks = processes.ticks();

    // Then
    assertThat(ticks)
        .containsOnly(
            entry("kafka", 40L), entry("database", 11L), entry(CityProcesses.LAUNCHER, 8L));
  }

  @Test
  void addsTheMemoryOfAPartsProcesses() {
    // Given
    CityProcesses processes = CityProcesses.of(city, proc);

    // When
    Map<String, ProcessMemory> memory = processes.memory();

    // Then
    assertThat(memory).containsEntry("database", new ProcessMemory(700, 350));
  }

  @Test
  void saysThatAPartHasEnded() throws IOException {
    // Given
    CityProcesses processes = CityProcesses.of(city, proc);
    Files.delete(proc.resolve("20/stat"));

    // When, Then
    assertThatThrownBy(processes::ticks).hasMessageContaining("process 20");
  }

  @Test
  void refusesAFolderWithoutARunningCity() throws IOException {
    // Given
    status("STOPPED");

    // When, Then
    assertThatThrownBy(() -> CityProcesses.of(city, proc)).hasMessageContaining("no city runs in");
  }

  private void status(String state) throws IOException {
    Files.writeString(
        city.resolve("run/status.properties"), "state=" + state + "\nsupervisor=10\n");
  }

  private void process(long pid, long parent, String name, long ticks, long kilobytes)
      throws IOException {
    Path process = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(
        process.resolve("stat"),
        pid + " (" + name + ") S " + parent + " 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 9\n");
    Files.writeString(
        process.resolve("smaps_rollup"),
        """
        5e3-7ffd ---p 00000000 00:00 0    [rollup]
        Rss:            %6d kB
        Pss:            %6d kB
        Pss_Anon:            1 kB
        """
            .formatted(kilobytes, kilobytes / 2));
  }
}
