package dk.bypuls.api.decision;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.Told;
import dk.bypuls.api.request.Moment;
import dk.bypuls.events.registry.Stage;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The way of a dataset to everyone and back, over HTTP. */
@Path("/admin/v1/datasets/{dataset}/gate")
public class GateResource {

  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_TEXT = 4_000;

  private final Decisions decisions;
  private final GateViews views;
  private final Told told;

  GateResource(Decisions decisions, GateViews views, Told told) {
    this.decisions = decisions;
    this.views = views;
    this.told = told;
  }

  /** The body of a proposal: why, and the grounds; what is absent is as it was. */
  public record ProposeRequest(
      @Nullable String message,
      @Nullable String decidedBy,
      @Nullable String decidedOn,
      @Nullable String reference,
      @Nullable String riskAssessment,
      @Nullable String remainingRisk,
      @Nullable String from) {}

  /** The body of a decision: about which proposal, and why. */
  public record DecideRequest(@Nullable Long proposal, @Nullable String message) {}

  /** The body of a step: where to, why, and for a deprecation when it will end. */
  public record AdvanceRequest(
      @Nullable String to, @Nullable String reason, @Nullable String sunset) {}

  @GET
  public GateView look(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_REGISTRY);
    return views.of(dataset);
  }

  @POST
  @Path("/propose")
  public GateView propose(
      @PathParam("dataset") String dataset,
      @Nullable ProposeRequest asked,
      RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.PROPOSE);
    if (asked == null) {
      throw Problem.badRequest(
              "Send {\"message\":…,\"reference\":…,\"riskAssessment\":…,\"remainingRisk\":…,\"from\":…}.")
          .asException();
    }
    Grounds grounds =
        new Grounds(
            text("decidedBy", asked.decidedBy()),
            day(asked.decidedOn()),
            text("reference", asked.reference()),
            text("riskAssessment", asked.riskAssessment()),
            text("remainingRisk", asked.remainingRisk()),
            moment("from", asked.from()));
    return done(
        dataset, decisions.propose(dataset, grounds, author(caller, "message", asked.message())));
  }

  @POST
  @Path("/approve")
  public GateView approve(
      @PathParam("dataset") String dataset, @Nullable DecideRequest asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.DECIDE);
    Author author = author(caller, "message", asked == null ? null : asked.message());
    return done(dataset, decisions.approve(dataset, number(asked), author));
  }

  @POST
  @Path("/reject")
  public GateView reject(
      @PathParam("dataset") String dataset, @Nullable DecideRequest asked, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.DECIDE);
    Author author = author(caller, "message", asked == null ? null : asked.message());
    return done(dataset, decisions.reject(dataset, number(asked), author));
  }

  @POST
  @Path("/advance")
  public GateView advance(
      @PathParam("dataset") String dataset,
      @Nullable AdvanceRequest asked,
      RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.ADVANCE);
    Stage to =
        Stage.find(asked == null || asked.to() == null ? "" : asked.to())
            .orElseThrow(
                () ->
                    Problem.badRequest(
                            "\"to\" is pilot, public, deprecated or withdrawn, and \"reason\" says why.")
                        .asException());
    Author author = author(caller, "reason", asked == null ? null : asked.reason());
    Instant sunset = moment("sunset", asked == null ? null : asked.sunset());
    if (sunset != null && (to != Stage.DEPRECATED || sunset.isBefore(Instant.now()))) {
      throw Problem.badRequest(
              "\"sunset\" says when a deprecated dataset will end, and is not in the past.")
          .asException();
    }
    return done(dataset, decisions.advance(dataset, to, sunset, author));
  }

  private GateView done(String dataset, long generation) {
    told.await(generation);
    return views.of(dataset);
  }

  /** Who decides, and why; refused where nobody says it. */
  private static Author author(Caller caller, String key, @Nullable String message) {
    String why = message == null ? "" : message.strip();
    if (why.isEmpty() || why.length() > LONGEST_MESSAGE) {
      throw Problem.badRequest(
              "\"%s\" says why, for the audit trail, in at most %d letters."
                  .formatted(key, LONGEST_MESSAGE))
          .asException();
    }
    return new Author(caller.name(), why);
  }

  private static long number(@Nullable DecideRequest asked) {
    if (asked == null || asked.proposal() == null) {
      throw Problem.badRequest(
              "\"proposal\" says about which one, by its number at GET …/gate, so that nobody"
                  + " decides on what they have not seen.")
          .asException();
    }
    return asked.proposal();
  }

  private static @Nullable String text(String key, @Nullable String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      throw Problem.badRequest("\"%s\" has at most %d letters.".formatted(key, LONGEST_TEXT))
          .asException();
    }
    return text == null ? null : text.strip();
  }

  private static @Nullable Instant moment(String key, @Nullable String text) {
    return text == null ? null : Moment.parse(key, text, Instant.now());
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("\"decidedOn\" is a day, such as 2026-11-01.").asException();
    }
  }
}
