package dk.bypuls.simulator.send;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A small file that remembers until when a town's messages were sent and acknowledged. */
public final class SentUntil {
  private static final String UNTIL = "sentUntil";
  private static final String SEED = "seed";
  private static final long AT_MOST_EVERY_NANOS = 1_000_000_000L;

  private final @Nullable Path file;
  private final long seed;
  private long saved = Long.MIN_VALUE;
  private long savedAt = System.nanoTime() - AT_MOST_EVERY_NANOS;

  /** Remembers in a file; without one nothing is remembered. */
  public SentUntil(@Nullable Path file, long seed) {
    this.file = file;
    this.seed = seed;
  }

  /** Until when this town's messages were sent before; empty for a town that starts. */
  public OptionalLong read() {
    if (file == null || !Files.exists(file)) {
      return OptionalLong.empty();
    }
    Properties state = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      state.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Long.toString(seed).equals(state.getProperty(SEED))) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Instant.parse(state.getProperty(UNTIL, "")).toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** Remembers, at most once a second: everything that was due before this time has arrived. */
  public void rememberNowAndThen(long time) {
    if (System.nanoTime() - savedAt >= AT_MOST_EVERY_NANOS) {
      remember(time);
    }
  }

  public void remember(long time) {
    if (file == null || time == saved) {
      return;
    }
    saved = time;
    savedAt = System.nanoTime();
    String text = "%s=%s%n%s=%d%n".formatted(UNTIL, Instant.ofEpochMilli(time), SEED, seed);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the state file " + file, e);
    }
  }
}
