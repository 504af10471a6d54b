package dk.bypuls.ingest.intake;

import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Why;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The counts of one source.
 *
 * <p>They obey an equation (I1): {@code received = accepted + quarantined + dropped + refused + in
 * flight}.
 */
public final class SourceMetrics {

  public static final String RECEIVED = "bypuls.ingest.received";
  public static final String ACCEPTED = "bypuls.ingest.accepted";
  public static final String QUARANTINED = "bypuls.ingest.quarantined";
  public static final String DROPPED = "bypuls.ingest.dropped";
  public static final String REFUSED = "bypuls.ingest.refused";
  public static final String IN_FLIGHT = "bypuls.ingest.in.flight";
  public static final String READINGS = "bypuls.ingest.readings";
  public static final String UNDECLARED = "bypuls.ingest.undeclared.fields";
  public static final String IDENTIFIERS_DROPPED = "bypuls.ingest.identifiers.dropped";

  private static final String ALL = "bypuls.ingest";

  private final Counter received;
  private final Counter accepted;
  private final Map<Reason, Counter> quarantined;
  private final Map<Rule, Counter> dropped;
  private final Map<Why, Counter> refused;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter readings;
  private final Counter undeclared;
  private final Counter identifiersDropped;

  /**
   * Begins to count.
   *
   * @param names what the names of the counts begin with
   */
  SourceMetrics(MeterRegistry meters, String names, String tenant, String source) {
    Tags tags = Tags.of("tenant", tenant, "source", source);
    received = meters.counter(named(names, RECEIVED), tags);
    accepted = meters.counter(named(names, ACCEPTED), tags);
    quarantined =
        perCase(
            Reason.class,
            reason -> meters.counter(named(names, QUARANTINED), tags.and("reason", reason.id())));
    dropped =
        perCase(
            Rule.class, rule -> meters.counter(named(names, DROPPED), tags.and("rule", rule.id())));
    refused =
        perCase(Why.class, why -> meters.counter(named(names, REFUSED), tags.and("why", why.id())));
    Gauge.builder(named(names, IN_FLIGHT), inFlight, AtomicInteger::get)
        .tags(tags)
        .register(meters);
    readings = meters.counter(named(names, READINGS), tags);
    undeclared = meters.counter(named(names, UNDECLARED), tags);
    identifiersDropped = meters.counter(named(names, IDENTIFIERS_DROPPED), tags);
  }

  private static String named(String names, String name) {
    return names + name.substring(ALL.length());
  }

  private static <E extends Enum<E>> Map<E, Counter> perCase(
      Class<E> type, Function<E, Counter> counter) {
    Map<E, Counter> counters = new EnumMap<>(type);
    Arrays.stream(type.getEnumConstants()).forEach(each -> counters.put(each, counter.apply(each)));
    return counters;
  }

  void received() {
    inFlight.incrementAndGet();
    received.increment();
  }

  void finished(Outcome outcome) {
    if (outcome instanceof Accepted) {
      accepted.increment();
    } else if (outcome instanceof SetAside setAside) {
      count(quarantined, setAside.reason());
    } else if (outcome instanceof Dropped drop) {
      count(dropped, drop.rule());
    } else if (outcome instanceof Refused refusal) {
      count(refused, refusal.why());
    }
    inFlight.decrementAndGet();
  }

  void readings(int count) {
    readings.increment(count);
  }

  void undeclared(int count) {
    if (count > 0) {
      undeclared.increment(count);
    }
  }

  void identifiersDropped(int count) {
    if (count > 0) {
      identifiersDropped.increment(count);
    }
  }

  private static <E extends Enum<E>> void count(Map<E, Counter> counters, E each) {
    Counter counter = counters.get(each);
    if (counter != null) {
      counter.increment();
    }
  }
}
