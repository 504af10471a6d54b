package dk.bypuls.ingest.quarantine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are to be dealt with: those that are named, or a page of what a filter lets
 * through.
 *
 * @param request which request it is, for the settlement
 * @param again whether to replay also what was dealt with before
 */
public record Order(
    List<EntryName> names,
    @Nullable Filter filter,
    @Nullable Cursor after,
    int most,
    boolean again,
    String request) {

  public Order {
    names = names.stream().distinct().toList();
  }
}
