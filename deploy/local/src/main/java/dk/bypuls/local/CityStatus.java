package dk.bypuls.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What the supervisor of a city last wrote about it. */
public record CityStatus(State state, long supervisor, List<PartStatus> parts) {
  private static final String SEPARATOR = " ";

  public CityStatus {
    parts = List.copyOf(parts);
  }

  /** How far the city is as a whole. */
  public enum State {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED
  }

  /** One part: its process, its port, and how often it had to be started again. */
  public record PartStatus(String name, State state, long pid, int port, int restarts) {}

  private static Path file(CityFolder city) {
    return city.path().resolve("run").resolve("status.properties");
  }

  public static Optional<CityStatus> read(CityFolder city) {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(Files.readString(file(city)))) {
      properties.load(reader);
    } catch (IOException absent) {
      return Optional.empty();
    }
    List<PartStatus> parts = new ArrayList<>();
    for (String name : properties.getProperty("parts", "").split(SEPARATOR, -1)) {
      String line = properties.getProperty("part." + name);
      if (line != null) {
        String[] words = line.split(SEPARATOR, -1);
        parts.add(
            new PartStatus(
                name,
                State.valueOf(words[0]),
                Long.parseLong(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3])));
      }
    }
    return Optional.of(
        new CityStatus(
            State.valueOf(properties.getProperty("state")),
            Long.parseLong(properties.getProperty("supervisor")),
            parts));
  }

  void write(CityFolder city) {
    Properties properties = new Properties();
    properties.setProperty("state", state.name());
    properties.setProperty("supervisor", Long.toString(supervisor));
    properties.setProperty(
        "parts", String.join(SEPARATOR, parts.stream().map(PartStatus::name).toList()));
    for (PartStatus part : parts) {
      properties.setProperty(
          "part." + part.name(),
          String.join(
              SEPARATOR,
              part.state().name(),
              Long.toString(part.pid()),
              Integer.toString(part.port()),
              Integer.toString(part.restarts())));
    }
    try {
      StringWriter text = new StringWriter();
      properties.store(text, "Written by the city's supervisor");
      Path draft = file(city).resolveSibling("status.draft");
      Files.createDirectories(draft.getParent());
      Files.writeString(draft, text.toString());
      Files.move(
          draft, file(city), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the status of the city", e);
    }
  }
}
