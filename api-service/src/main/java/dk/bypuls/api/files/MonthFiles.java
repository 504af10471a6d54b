package dk.bypuls.api.files;

import dk.bypuls.api.answer.Body;
import dk.bypuls.api.history.WholeMonths;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Sha256;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The files that are there. They are a cache: one at a time is made, they are bounded on disk, and
 * none outlives the registration of its dataset, so that a recall takes them (I5, I10).
 */
@ApplicationScoped
public class MonthFiles {

  private static final Logger LOG = Logger.getLogger(MonthFiles.class);
  private static final Duration LOOK_AFTER_THEM = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final int BUFFER = 256 * 1024;
  private static final String UNFINISHED = ".part";

  private final FileLimits limits;
  private final RegistryView registry;
  private final Clock clock = Clock.systemUTC();
  private final Path folder;

  /** In the order in which they were asked for last. */
  private final Map<MonthKey, MonthFile> made = new LinkedHashMap<>(16, 0.75f, true);

  /** Those that would take more than a file may, and when that was found out. */
  private final Map<MonthKey, Instant> tooLarge = new ConcurrentHashMap<>();

  private final Map<MonthKey, Promise<MonthFile>> ordered = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor maker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> new Thread(task, "month-files"));

  MonthFiles(FileLimits limits, RegistryView registry) throws IOException {
    this.limits = limits;
    this.registry = registry;
    Optional<Path> chosen = limits.folder();
    this.folder = chosen.isPresent() ? chosen.get() : Files.createTempDirectory("bypuls-months");
  }

  void start(@Observes StartupEvent event, Vertx vertx) throws IOException {
    // What an earlier process left was made under who knows which decisions.
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*~*")) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
    }
    vertx.setPeriodic(LOOK_AFTER_THEM.toMillis(), timer -> maker.execute(this::throwAway));
  }

  @PreDestroy
  void close() {
    maker.shutdownNow();
  }

  /** The file, if it is there and fresh. */
  synchronized Optional<MonthFile> find(MonthKey key) {
    Instant oldest = clock.instant().minus(limits.freshFor());
    return Optional.ofNullable(made.get(key)).filter(file -> file.madeAt().isAfter(oldest));
  }

  /** Has it made, unless it is being made, or refuses. */
  Future<MonthFile> order(MonthKey key, Supplier<WholeMonths.Whole> work) {
    if (tooLarge.containsKey(key)) {
      return Future.failedFuture(tooLarge(key));
    }
    if (ordered.size() >= limits.waiting() && !ordered.containsKey(key)) {
      return Future.failedFuture(
          Problem.unavailable(
                  "As many files as may wait are waiting to be made. Try again, or ask for the"
                      + " windows with limit=all.",
                  RETRY_AFTER)
              .asException());
    }
    Promise<MonthFile> mine = Promise.promise();
    Promise<MonthFile> known = ordered.putIfAbsent(key, mine);
    if (known != null) {
      return known.future();
    }
    maker.execute(() -> make(key, work, mine));
    return mine.future();
  }

  private void make(MonthKey key, Supplier<WholeMonths.Whole> work, Promise<MonthFile> promise) {
    Path part = folder.resolve(key.fileName() + UNFINISHED);
    try {
      Files.createDirectories(folder);
      MonthFile file = write(key, work.get(), part);
      keep(file);
      ordered.remove(key);
      promise.complete(file);
    } catch (IOException | RuntimeException failure) {
      LOG.warnf("the file %s was not made: %s", key.name(), failure.getMessage());
      ordered.remove(key);
      // Whoever is told finds nothing of it.
      delete(part);
      promise.fail(failure);
    }
  }

  private MonthFile write(MonthKey key, WholeMonths.Whole what, Path part) throws IOException {
    MessageDigest digest = Sha256.start();
    long bytes = 0;
    try (Body body = what.body();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
      while (!body.isFinished()) {
        byte[] piece = body.next();
        bytes += piece.length;
        if (bytes > mostOfOne()) {
          // To find that out again for each who asks would cost as much as the file.
          tooLarge.put(key, clock.instant());
          throw tooLarge(key);
        }
        out.write(piece);
      }
    }
    Path path = folder.resolve(key.fileName());
    Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new MonthFile(key, path, what.rows().getAsLong(), bytes, sha256, clock.instant());
  }

  /** With one that is larger there would be room for no other. */
  private long mostOfOne() {
    return limits.bytes() / 2;
  }

  private ProblemException tooLarge(MonthKey key) {
    return Problem.badRequest(
            "The windows of this month take more than the %d bytes that a file may have here. Ask /v1/datasets/%s/windows for them with limit=all, by days or by places."
                .formatted(mostOfOne(), key.dataset()))
        .asException();
  }

  private synchronized void keep(MonthFile file) {
    made.put(file.key(), file);
    long bytes = made.values().stream().mapToLong(MonthFile::bytes).sum();
    Iterator<MonthFile> oldest = made.values().iterator();
    while (bytes > limits.bytes() && oldest.hasNext()) {
      MonthFile candidate = oldest.next();
      if (!candidate.equals(file)) {
        oldest.remove();
        delete(candidate.path());
        bytes -= candidate.bytes();
      }
    }
  }

  /** Throws away what was made under another registration, and what is no longer fresh (I11). */
  private synchronized void throwAway() {
    Catalogue now = registry.current();
    Instant oldest = clock.instant().minus(limits.freshFor());
    tooLarge
        .entrySet()
        .removeIf(known -> !isCurrent(now, known.getKey()) || known.getValue().isBefore(oldest));
    made.values()
        .removeIf(
            file -> {
              boolean isGone = !isCurrent(now, file.key()) || file.madeAt().isBefore(oldest);
              if (isGone) {
                delete(file.path());
              }
              return isGone;
            });
  }

  /** Whether what was made under that registration may still be told. */
  boolean isCurrent(MonthKey key) {
    return isCurrent(registry.current(), key);
  }

  private static boolean isCurrent(Catalogue now, MonthKey key) {
    return now.stampOf(key.dataset()).equals(key.stamp());
  }

  static int buffer() {
    return BUFFER;
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      LOG.warnf("a file cannot be deleted: %s", failure.getMessage());
    }
  }
}
