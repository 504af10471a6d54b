package dk.bypuls.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.events.registry.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All datasets with where they stand. First what waits for who asks, then what waits for others.
 */
public record CaseList(List<Listed> datasets) {

  /**
   * A dataset.
   *
   * @param missing what it has to say before anyone can decide
   * @param next what has to be done, and by whom; absent where nothing has
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Listed(
      String dataset,
      String tenant,
      boolean simulated,
      Text title,
      String privacyClass,
      @Nullable String owner,
      String stage,
      @Nullable Instant since,
      List<String> missing,
      @Nullable Waiting proposal,
      Steps.@Nullable Next next) {

    int urgency() {
      return next == null ? 2 : next.mine() ? 0 : 1;
    }
  }

  /**
   * What was asked for last.
   *
   * @param state waiting, approved or rejected
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Waiting(
      long number, String state, String proposedBy, Instant proposedAt, @Nullable String message) {}
}
