package dk.bypuls.ingest.quarantine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a page of entries.
 *
 * @param next where to go on; absent at the end
 * @param scanned how many records were read for it
 */
public record Step(List<Dealt> dealt, @Nullable Cursor next, int scanned) {

  /** What became of one entry. */
  public enum Result {
    REPLAYED("replayed"),
    SUPERSEDED("superseded"),
    DROPPED("dropped"),
    FAILED_AGAIN("failed-again"),
    REFUSED("refused"),
    SETTLED_BEFORE("settled-before"),
    NOT_REPLAYABLE("not-replayable"),
    NOT_FOUND("not-found");

    private final String id;

    Result(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /**
   * What became of one entry.
   *
   * @param why in words, where it is not dealt with; empty where it is
   */
  public record Dealt(EntryName name, Result result, String why) {}
}
