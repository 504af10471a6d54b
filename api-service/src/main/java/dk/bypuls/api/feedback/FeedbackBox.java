package dk.bypuls.api.feedback;

import dk.bypuls.api.access.Token;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.Registrar;
import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.upkeep.Upkeep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where feedback lies until its owner has looked at it, and until its time is over. */
@ApplicationScoped
class FeedbackBox {

  private static final String KIND = "feedback";
  private static final int MOST_LISTED = 10_000;
  private static final Duration TRY_AGAIN = Duration.ofHours(1);

  private final RegistryDatabase database;
  private final Registrar registrar;
  private final FeedbackLimits limits;
  private final AtomicInteger waiting = new AtomicInteger();

  FeedbackBox(
      RegistryDatabase database, Registrar registrar, FeedbackLimits limits, MeterRegistry meters) {
    this.database = database;
    this.registrar = registrar;
    this.limits = limits;
    Gauge.builder("bypuls.feedback.waiting", waiting, AtomicInteger::get)
        .description("How much feedback nobody has answered yet, as last counted")
        .register(meters);
  }

  void start(@Observes StartupEvent started, Upkeep upkeep) {
    upkeep.every(limits.upkeep(), "deleting old feedback", this::forget);
    upkeep.every(limits.upkeep(), "counting what waits", this::count);
  }

  /** What nobody has answered yet, by dataset. */
  List<WaitingFeedback> waiting() {
    return database.inTransaction(FeedbackRows::waiting);
  }

  private void count() {
    waiting.set(waiting().stream().mapToInt(WaitingFeedback::waiting).sum());
  }

  /**
   * A feedback that was just taken.
   *
   * @param secret what its address ends with, shown this once; only its hash is kept
   */
  record Taken(String secret, Feedback feedback) {}

  Taken take(String dataset, String text, @Nullable String window, @Nullable String contact) {
    String secret = Token.random().substring(Token.PREFIX.length());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Feedback feedback =
        new Feedback(
            0, dataset, text, window, contact, now, FeedbackState.RECEIVED, null, null, null);
    database.inTransaction(
        connection -> {
          if (FeedbackRows.waiting(connection, dataset) >= limits.waiting()) {
            throw Problem.unavailable(
                    "As much feedback on this dataset waits as is kept. Write to its contact, or try again later.",
                    TRY_AGAIN)
                .asException();
          }
          FeedbackRows.add(connection, feedback, Token.sha256(secret));
          return secret;
        });
    return new Taken(secret, feedback);
  }

  Instant keptUntil(Feedback feedback) {
    return feedback.receivedAt().plus(limits.kept());
  }

  Optional<Feedback> withSecret(String secret) {
    return database.inTransaction(
        connection -> FeedbackRows.withSecret(connection, Token.sha256(secret)));
  }

  List<Feedback> of(String dataset) {
    return database.inTransaction(connection -> FeedbackRows.of(connection, dataset, MOST_LISTED));
  }

  /** Says how far it is. The trail tells who did, and not what was written. */
  Feedback answer(
      String dataset, long number, FeedbackState state, Optional<String> answer, Author author) {
    return registrar
        .change(
            author,
            session -> {
              Feedback known =
                  FeedbackRows.find(session.connection(), dataset, number)
                      .orElseThrow(
                          () ->
                              Problem.of(
                                      404, "There is no feedback of that number. See …/feedback.")
                                  .asException());
              Feedback answered =
                  answered(known, state, answer.orElse(known.answer()), session.now(), author);
              FeedbackRows.answer(session.connection(), answered);
              String id = dataset + "/" + number;
              session.note("changed", KIND, id, json(known.state()), json(state));
              return answered;
            })
        .result();
  }

  private static Feedback answered(
      Feedback known, FeedbackState state, @Nullable String answer, Instant at, Author author) {
    return new Feedback(
        known.number(),
        known.dataset(),
        known.text(),
        known.window(),
        known.contact(),
        known.receivedAt(),
        state,
        answer,
        at,
        author.who());
  }

  private static String json(FeedbackState state) {
    return "{\"state\":\"" + state.id() + "\"}";
  }

  private void forget() {
    Instant before = Instant.now().minus(limits.kept());
    database.inTransaction(connection -> FeedbackRows.forget(connection, before));
  }
}
