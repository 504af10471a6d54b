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
 * @param simulation the one that its reference names
 * @param from windows that start from then on leave, in a stage in which any do
 * @param reachesBackTo how far back an order for the past may publish too
 * @param whatIsOut what its further versions of a policy do to what is out
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
    @Nullable Simulated simulation,
    @Nullable Asked proposal,
    List<WhatIsOut> whatIsOut,
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

  /**
   * A simulation that a decision refers to: its report is read by its job.
   *
   * @param refused why the decision cannot refer to it, and what to do; absent where it can
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Simulated(
      String job,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String state,
      @Nullable String refused) {}

  /**
   * What a version of the policy does to what is out when it comes into force.
   *
   * @param stays it is stricter in nothing; else what is out is told anew, coarser or not at all
   */
  public record WhatIsOut(int version, Instant from, boolean stays) {}

  /** One step that somebody took. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(Instant at, String who, String action, @Nullable String message) {}
}
