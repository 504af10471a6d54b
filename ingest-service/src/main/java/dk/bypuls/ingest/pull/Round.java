package dk.bypuls.ingest.pull;

import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.batch.Delivery;
import dk.bypuls.ingest.credentials.CredentialsFile;
import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One source, fetched once after the other. What a server calls the state of an answer, and when
 * that was asked for, is remembered when all of it is settled and not before: what Kafka did not
 * take is asked for again.
 */
final class Round {

  private final Source source;
  private final Source.Pull pull;
  private final PullSettings settings;
  private final Fetcher fetcher;
  private final CredentialsFile credentials;
  private final Intake intake;
  private final IntakeSettings limits;
  private final PullState state;
  private final InstantSource clock;
  private Validators known = Validators.NONE;
  private @Nullable Instant lastBegan;

  Round(
      Source source,
      Source.Pull pull,
      PullSettings settings,
      Fetcher fetcher,
      Intake intake,
      IntakeSettings limits,
      PullState state,
      InstantSource clock) {
    this.source = source;
    this.pull = pull;
    this.settings = settings;
    this.fetcher = fetcher;
    this.credentials = new CredentialsFile(settings.credentials());
    this.intake = intake;
    this.limits = limits;
    this.state = state;
    this.clock = clock;
  }

  /**
   * Fetches.
   *
   * @throws PullException if not all of it was taken in
   */
  Ending go() throws PullException, InterruptedException {
    Instant began = clock.instant();
    URI address = address(began);
    Proof proof = Proof.named(credentials, pull.credentials(), address);
    Deadline deadline = Deadline.in(settings.within());
    Fetcher.Question question = new Fetcher.Question(address, pull.headers(), proof, known);
    try (Answer answer = fetcher.ask(question, deadline)) {
      Ending ending = answer.status() == 304 ? Ending.UNCHANGED : take(answer);
      if (ending == Ending.TAKEN) {
        known = answer.validators();
      }
      lastBegan = began;
      return ending;
    } catch (InterruptedIOException e) {
      throw new InterruptedException();
    } catch (PullException e) {
      throw e;
    } catch (IOException e) {
      throw PullException.of(
          Ending.UNREADABLE, "the answer says that it is gzip, and is not, or ends before its end");
    }
  }

  private URI address(Instant now) {
    Duration lookback = pull.lookback() == null ? Duration.ZERO : pull.lookback();
    Instant since = (lastBegan == null ? now : lastBegan).minus(lookback);
    return URI.create(
        pull.url().replace(Source.Pull.SINCE, since.truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private Ending take(Answer answer) throws IOException, InterruptedException {
    if (answer.status() == 204) {
      return Ending.TAKEN;
    }
    String type = answer.mediaType();
    if (type != null && !intake.takes(source.id(), type)) {
      throw PullException.of(
          Ending.UNREADABLE,
          "the answer is " + type + ", in which the format " + source.format() + " is not written");
    }
    Body kind = intake.body(source.id(), type);
    long most =
        kind == Body.WHOLE
            ? Math.min(limits.bodyBytes(), settings.answerBytes())
            : settings.answerBytes();
    BoundedStream body = answer.body(most);
    try {
      deliver(answer, kind, type, body);
    } finally {
      state.received(body.count());
    }
    return Ending.TAKEN;
  }

  private void deliver(Answer answer, Body kind, @Nullable String type, InputStream body)
      throws IOException, InterruptedException {
    Delivery delivery =
        new Delivery(
            intake,
            limits,
            clock,
            source.id(),
            new Way(null, null, type),
            // The server keeps it better than this instance could: it is asked again.
            retryAfter -> false);
    InputStream in = body;
    if (kind == Body.WHOLE) {
      // Whole means whole: half a document is not even worth setting aside.
      byte[] whole = body.readAllBytes();
      answer.requireEnd();
      if (isNothing(whole)) {
        return;
      }
      in = new ByteArrayInputStream(whole);
    }
    if (!delivery.take(kind, in)) {
      String trouble = delivery.trouble();
      throw trouble == null
          ? PullException.of(Ending.NOT_KEPT, "Kafka did not take all of it; it is asked for again")
          : PullException.of(Ending.UNREADABLE, trouble);
    }
    answer.requireEnd();
  }

  // Whoever is asked for news often has none: that is no mistake.
  private static boolean isNothing(byte[] body) {
    return body.length < 32
        && new String(body, StandardCharsets.ISO_8859_1).replaceAll("\\s", "").matches("(\\[])?");
  }
}
