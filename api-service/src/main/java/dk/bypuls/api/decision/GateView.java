package dk.bypuls.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset stands, what waits, and what was decided so far.
 *
 * @param missing what has to be said before anyone can decide
 * @param linkage what it has in common with what is public: of any tenant
 * @param from windows that start from then on leave, in a stage in which any do
 * @param reachesBackTo how far back an order for the past may publish too
 * @param decisions newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateView(
    String dataset,
    String stage,
    @Nullable Instant since,
    @Nullable Instant from,
    @Nullable Instant reachesBackTo,
    @Nullable Instant sunset,
    List<String> missing,
    List<Linked> linkage,
    @Nullable Asked proposal,
    List<Decision> decisions) {

  /**
   * The last that was asked for.
   *
   * @param state waiting, approved or rejected
   * @param difference to what is in force; of what waits only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Asked(
      long number,
      String state,
      String proposedBy,
      Instant proposedAt,
      @Nullable String message,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable String reason,
      List<Difference> difference) {}

  /**
   * Something that it has in common with another dataset.
   *
   * @param refused whether it cannot be approved for that
   */
  public record Linked(
      String dataset, String tenant, String common, int sensors, boolean refused, String detail) {}

  /** One step that somebody took. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(Instant at, String who, String action, @Nullable String message) {}
}
