package dk.bypuls.api.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.RegistryArchive;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.submission.PlainText;
import dk.bypuls.events.registry.EntityKind;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people outside said of a dataset, for its owner. */
@Path("/admin/v1/datasets/{dataset}/feedback")
public class FeedbackResource {

  private final FeedbackBox box;
  private final RegistryArchive archive;

  FeedbackResource(FeedbackBox box, RegistryArchive archive) {
    this.box = box;
    this.archive = archive;
  }

  /** How far a feedback is, and what its sender is told. */
  public record AnswerRequest(@Nullable String state, @Nullable String answer) {}

  /**
   * One feedback.
   *
   * @param contact for who may answer alone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ListedFeedback(
      long id,
      String state,
      String text,
      @Nullable JsonNode window,
      @Nullable String contact,
      Instant receivedAt,
      Instant keptUntil,
      @Nullable String answer,
      @Nullable Instant answeredAt,
      @Nullable String answeredBy) {}

  /** Of a dataset, the newest first. */
  public record FeedbackList(List<ListedFeedback> feedback) {}

  @GET
  public FeedbackList list(@PathParam("dataset") String dataset, RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.SEE_FEEDBACK);
    if (archive.find(new EntityKey(EntityKind.DATASET, dataset)).isEmpty()) {
      throw Problem.notFound().asException();
    }
    boolean mayAnswer = caller.has(Right.ANSWER_FEEDBACK);
    return new FeedbackList(
        box.of(dataset).stream().map(feedback -> listed(feedback, mayAnswer)).toList());
  }

  @POST
  @Path("/{id}")
  public ListedFeedback answer(
      @PathParam("dataset") String dataset,
      @PathParam("id") String id,
      @Nullable AnswerRequest asked,
      RoutingContext context) {
    Caller caller = Caller.require(context);
    caller.mustHave(Right.ANSWER_FEEDBACK);
    if (!id.matches("[0-9]{1,18}")) {
      throw Problem.notFound().asException();
    }
    FeedbackState state =
        Optional.ofNullable(asked)
            .map(AnswerRequest::state)
            .flatMap(FeedbackState::find)
            .orElseThrow(
                () ->
                    Problem.badRequest(
                            "Send {\"state\":…,\"answer\":…}; a state is one of %s."
                                .formatted(FeedbackState.NAMES))
                        .asException());
    Optional<String> answer =
        Optional.ofNullable(asked)
            .map(AnswerRequest::answer)
            .map(text -> PlainText.of("answer", text, FeedbackRoutes.LONGEST_TEXT));
    if (!state.waits() && answer.isEmpty()) {
      throw Problem.badRequest(
              "Say what the sender is told, as \"answer\": it is the last they hear.")
          .asException();
    }
    Author author = new Author(caller.name(), null);
    return listed(box.answer(dataset, Long.parseLong(id), state, answer, author), true);
  }

  private ListedFeedback listed(Feedback feedback, boolean mayAnswer) {
    return new ListedFeedback(
        feedback.number(),
        feedback.state().id(),
        feedback.text(),
        FeedbackRoutes.window(feedback),
        mayAnswer ? feedback.contact() : null,
        feedback.receivedAt(),
        box.keptUntil(feedback),
        feedback.answer(),
        feedback.answeredAt(),
        feedback.answeredBy());
  }
}
