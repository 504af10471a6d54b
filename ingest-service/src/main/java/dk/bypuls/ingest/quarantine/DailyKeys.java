package dk.bypuls.ingest.quarantine;

import dk.bypuls.ingest.intake.Seal.SealException;
import dk.bypuls.ingest.keys.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One random key for each day, in a folder that only its owner can enter and several instances
 * share.
 */
public final class DailyKeys {

  private final KeyFolder files;
  private final Duration retention;
  private final Map<LocalDate, byte[]> known = new ConcurrentHashMap<>();

  /**
   * Reads and makes keys in that folder, which is made if it is missing.
   *
   * @param retention how long what was sealed with a key is kept after the key's day
   */
  public DailyKeys(Path folder, Duration retention) {
    this.files = new KeyFolder(folder, "quarantine-");
    this.retention = retention;
  }

  /**
   * The key of a day, made if nobody has made it yet.
   *
   * @throws SealException if the folder cannot be read or written
   */
  byte[] of(LocalDate day) {
    byte[] key = known.get(day);
    return key != null ? key : known.computeIfAbsent(day, files::readOrMake);
  }

  /**
   * The key of a day, if it was made and is not erased yet. None is made.
   *
   * @throws SealException if the folder cannot be read
   */
  byte @Nullable [] find(LocalDate day) {
    byte[] key = known.get(day);
    return key != null ? key : files.find(day);
  }

  /** Erases the keys of days whose quarantine is over on that day. Answers which. */
  public List<LocalDate> eraseBefore(LocalDate today) throws IOException {
    LocalDate oldest = today.minusDays(retention.toDays() + 1);
    known.keySet().removeIf(day -> day.isBefore(oldest));
    return files.eraseWhere(day -> day.isBefore(oldest));
  }
}
