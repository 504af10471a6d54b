package dk.bypuls.local;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A supervisor in a session of its own, which stays when the command that started it has ended. */
public final class Detached {
  private static final long POLL_MILLIS = 100;

  private final CityFolder folder;
  private final Progress progress;
  private long read;

  public Detached(CityFolder folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  private Path log() {
    return folder.log("up");
  }

  /** Starts the supervisor and tells what it tells until the city runs; true when it does. */
  public boolean start(String mainClass, List<String> arguments) {
    try {
      Process supervisor = launch(mainClass, arguments);
      while (supervisor.isAlive() && !runs(supervisor)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        tellNews();
      }
      tellNews();
      return supervisor.isAlive();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the city", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process launch(String mainClass, List<String> arguments) throws IOException {
    Files.createDirectories(log().getParent());
    Files.deleteIfExists(log());
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(JavaCommand.launcher(mainClass));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put(Part.MARK, folder.path().toString());
    return builder.start();
  }

  private boolean runs(Process supervisor) {
    return CityStatus.read(folder)
        .filter(status -> status.supervisor() == supervisor.pid())
        .filter(status -> status.state() == CityStatus.State.RUNNING)
        .isPresent();
  }

  private void tellNews() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
      file.seek(read);
      byte[] news = new byte[(int) (file.length() - read)];
      file.readFully(news);
      String text = new String(news, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n');
      if (end >= 0) {
        progress.say(text.substring(0, end));
        read += text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8).length;
      }
    }
  }
}
