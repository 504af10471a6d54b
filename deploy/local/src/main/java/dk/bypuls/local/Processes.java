package dk.bypuls.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The living processes of a city, found by the mark that each carries in its environment. */
final class Processes {
  private Processes() {}

  static List<ProcessHandle> of(CityFolder city) {
    String mark = Part.MARK + "=" + city.path();
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self && carries(process, mark))
        .toList();
  }

  private static boolean carries(ProcessHandle process, String mark) {
    try {
      byte[] environment =
          Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
      return ("\0" + new String(environment, UTF_8)).contains("\0" + mark + "\0");
    } catch (IOException notOursOrGone) {
      return false;
    }
  }
}
