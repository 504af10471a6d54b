package dk.bypuls.bench;

import dk.bypuls.local.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the database's own programs make of the same questions. */
final class DatabasePeer implements AutoCloseable {

  private static final String DONE = "done";
  private static final int COLUMN_OF_MICROSECONDS = 2;
  private static final int QUESTIONS = 2_000;

  private final Database database;
  private final Path folder;
  private final Measured psql;

  DatabasePeer(Database database, Path folder) {
    this.database = database;
    this.folder = folder;
    psql =
        Measured.program(
            folder.resolve("psql.log"), environment(), command("psql", "-X", "-q", "bypuls"));
  }

  private Map<String, String> environment() {
    return Map.of(
        "PGHOST",
        "127.0.0.1",
        "PGPORT",
        Integer.toString(database.port()),
        "PGUSER",
        Database.SUPERUSER,
        "PGPASSWORD",
        database.password(Database.SUPERUSER));
  }

  private List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(database.program(program).toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Has psql copy what a query gives, as CSV. */
  void copy(String query) {
    psql.say("\\copy (" + query + ") to '/dev/null' with (format csv, header)");
    psql.say("\\echo " + DONE);
    String heard = psql.hear();
    if (!heard.equals(DONE)) {
      throw new IllegalStateException("psql says " + heard);
    }
  }

  /** CPU nanoseconds that psql took so far. */
  double nanoseconds() {
    return psql.nanoseconds();
  }

  /** How many nanoseconds pgbench waits for a prepared query, the median. */
  double pgbench(String script) {
    try {
      Path file = Files.writeString(folder.resolve("pgbench.sql"), script);
      Path log = folder.resolve("pgbench");
      ProcessBuilder builder =
          new ProcessBuilder(
                  command(
                      "pgbench",
                      "--no-vacuum",
                      "--protocol=prepared",
                      "--transactions=" + QUESTIONS,
                      "--file=" + file,
                      "--log",
                      "--log-prefix=" + log,
                      "bypuls"))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("pgbench.log").toFile());
      builder.environment().putAll(environment());
      Process pgbench = builder.start();
      if (pgbench.waitFor() != 0) {
        throw new IllegalStateException(
            "pgbench says " + Files.readString(folder.resolve("pgbench.log")));
      }
      return 1_000 * medianMicroseconds(Path.of(log + "." + pgbench.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private static double medianMicroseconds(Path log) throws IOException {
    List<Long> waits = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      waits.add(Long.valueOf(line.split(" ", -1)[COLUMN_OF_MICROSECONDS]));
    }
    Files.delete(log);
    return Quantile.median(waits);
  }

  @Override
  public void close() {
    psql.close();
  }
}
