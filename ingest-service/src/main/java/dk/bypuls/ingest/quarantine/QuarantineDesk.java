package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Quarantined;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Original;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.Publisher;
import dk.bypuls.ingest.intake.Replays;
import dk.bypuls.ingest.intake.Replays.Replayed;
import dk.bypuls.ingest.intake.Seal.Sealed;
import dk.bypuls.ingest.kafka.KafkaSettings;
import dk.bypuls.ingest.quarantine.Step.Dealt;
import dk.bypuls.ingest.quarantine.Step.Result;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What an operator can do with the quarantine. All of it blocks, within limits. */
public final class QuarantineDesk {

  private final QuarantineSettings limits;
  private final QuarantineLog log;
  private final Plans plans;
  private final DailySeal seal;
  private final Replays replays;
  private final Settler settler;

  public QuarantineDesk(
      KafkaSettings kafka,
      QuarantineSettings limits,
      Plans plans,
      DailySeal seal,
      Replays replays,
      Publisher publisher,
      InstantSource clock) {
    this.limits = limits;
    this.log = new QuarantineLog(kafka, limits);
    this.plans = plans;
    this.seal = seal;
    this.replays = replays;
    this.settler = new Settler(publisher, clock);
  }

  /**
   * Some entries, newest first.
   *
   * @param next where to go on; absent at the end
   * @param scanned how many records were read for it
   */
  public record Listed(List<Entry> entries, @Nullable Cursor next, int scanned) {}

  /** That Kafka did not answer. */
  public static final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwayException(Throwable cause) {
      super("Kafka did not answer in time", cause);
    }
  }

  /** Lists what a filter lets through. */
  public Listed list(Filter filter, @Nullable Cursor after, int most) {
    return asking(reader -> listed(reader, filter, after, Math.min(most, limits.page()), false));
  }

  private Listed listed(
      QuarantineLog.Reader reader, Filter filter, @Nullable Cursor after, int most, boolean whole) {
    DeviceMatch device = new DeviceMatch(filter.device(), plans, seal);
    QuarantineLog.Page page = reader.page(filter, after, most, device::matches, whole);
    return new Listed(page.entries(), page.next(), page.scanned());
  }

  /**
   * What was published of a sensor, as far back as one request reads: beside what was set aside, it
   * is what became of its messages.
   *
   * @param from how far back is looked; absent for as far as a request may
   */
  public Recent recent(String sensor, int most, @Nullable Instant from) {
    return asking(reader -> reader.recent(sensor, most, from));
  }

  /** One entry; nothing if there is none of that name. */
  public Optional<Entry> find(EntryName name) {
    return asking(reader -> reader.one(name));
  }

  /**
   * What was sealed, or what the aggregator points to.
   *
   * @return nothing if its key is erased, or what is pointed to is no longer kept
   * @throws IOException if the seal does not fit
   */
  public Optional<Original> original(Entry entry) throws IOException {
    Quarantined what = entry.what();
    if (!entry.isSealed()) {
      return Pointer.of(what)
          .flatMap(pointer -> asking(pointer::follow))
          .map(bytes -> new Original(Way.UNTOLD, bytes));
    }
    if (!seal.hasKey(what.seal())) {
      return Optional.empty();
    }
    try {
      byte[] opened =
          seal.open(what.tenant(), what.source(), new Sealed(what.seal(), what.sealed()));
      return Optional.of(Original.of(what.about(), opened));
    } catch (GeneralSecurityException e) {
      throw new IOException("the seal of " + entry.name() + " does not fit", e);
    }
  }

  /** Takes messages in again, no faster than is declared. */
  public Step replay(Order order) {
    return step(order, this::replay);
  }

  /** Says of messages that they are not needed. */
  public Step drop(Order order) {
    return step(
        order,
        entries ->
            entries.stream()
                .map(
                    entry ->
                        entry.settled() == null
                            ? new Dealt(entry.name(), Result.DROPPED, "")
                            : settledBefore(entry))
                .toList());
  }

  private interface Work {
    List<Dealt> on(List<Entry> entries);
  }

  // One after the other, so that nothing is replayed by two requests at once.
  private synchronized Step step(Order order, Work work) {
    return asking(
        reader -> {
          List<Dealt> dealt = new ArrayList<>();
          List<Entry> entries = new ArrayList<>();
          Cursor next = null;
          int scanned = 0;
          for (EntryName name : order.names()) {
            Optional<Entry> entry = reader.one(name);
            entry.ifPresentOrElse(
                entries::add,
                () ->
                    dealt.add(
                        new Dealt(name, Result.NOT_FOUND, "there is no such entry, or no longer")));
          }
          if (order.filter() != null) {
            int most = Math.min(order.most(), mostInStep());
            Listed page = listed(reader, order.filter(), order.after(), most, true);
            entries.addAll(page.entries());
            next = page.next();
            scanned = page.scanned();
          }
          List<Entry> open = new ArrayList<>(entries);
          if (!order.again()) {
            open.removeIf(entry -> entry.settled() != null);
            entries.removeAll(open);
            entries.forEach(entry -> dealt.add(settledBefore(entry)));
          }
          List<Dealt> now = work.on(open);
          settler.settle(now, order.request());
          dealt.addAll(now);
          return new Step(dealt, next, scanned);
        });
  }

  private static Dealt settledBefore(Entry entry) {
    String how = entry.settled() == null ? "" : entry.settled().id();
    return new Dealt(entry.name(), Result.SETTLED_BEFORE, "it was " + how + " before");
  }

  private List<Dealt> replay(List<Entry> entries) {
    long began = System.nanoTime();
    List<CompletableFuture<Dealt>> results = new ArrayList<>();
    for (Entry entry : entries) {
      long due = began + results.size() * TimeUnit.SECONDS.toNanos(1) / limits.replayRate();
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      results.add(replay(entry));
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<Dealt> replay(Entry entry) {
    Quarantined what = entry.what();
    String why = entry.whyNotReplayable();
    if (why == null && entry.settled() != null && replays.countsAgain(what.source())) {
      why = "it was " + entry.settled().id() + " before, and its source says dedupe: none";
    }
    Optional<Original> original = Optional.empty();
    try {
      original = why == null ? original(entry) : original;
    } catch (IOException e) {
      why = String.valueOf(e.getMessage());
    }
    if (why == null && original.isEmpty()) {
      why = "the key of its day is erased";
    }
    if (original.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Dealt(entry.name(), Result.NOT_REPLAYABLE, String.valueOf(why)));
    }
    return replays
        .accept(what, original.get())
        .thenApply(replayed -> dealt(entry, replayed))
        .toCompletableFuture();
  }

  private static Dealt dealt(Entry entry, Replayed replayed) {
    List<Outcome> each =
        replayed.outcome() instanceof Several several
            ? several.each()
            : List.of(replayed.outcome());
    for (Outcome outcome : each) {
      if (outcome instanceof Refused refusal) {
        return new Dealt(
            entry.name(), Result.REFUSED, refusal.why().id() + ": it stays open; replay it again");
      }
    }
    if (replayed.failedAgain()) {
      return new Dealt(
          entry.name(), Result.FAILED_AGAIN, entry.what().reason().id() + ", as before");
    }
    for (Outcome outcome : each) {
      if (outcome instanceof SetAside aside) {
        return new Dealt(
            entry.name(), Result.SUPERSEDED, "it is set aside anew: " + aside.reason().id());
      }
    }
    return new Dealt(entry.name(), Result.REPLAYED, "");
  }

  private interface Question<T> {
    T ask(QuarantineLog.Reader reader);
  }

  private <T> T asking(Question<T> question) {
    try (QuarantineLog.Reader reader = log.open()) {
      return question.ask(reader);
    } catch (QuarantineLog.AwayException | KafkaException e) {
      throw new AwayException(e);
    }
  }

  /** How many entries one request lists at most. */
  public int mostInPage() {
    return limits.page();
  }

  /** How many entries one request deals with at most: no more than it can replay in its time. */
  public int mostInStep() {
    long inTime = limits.replayRate() * Math.max(1, limits.answerWithin().toSeconds() / 2);
    return (int) Math.min(limits.step(), inTime);
  }
}
