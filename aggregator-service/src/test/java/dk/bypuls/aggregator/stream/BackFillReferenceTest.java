package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.recompute.MadeOfFiles;
import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.aggregator.stream.ReferenceTest.Passage;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What a back-fill makes of a file is what the slow reference makes of its rows (I9). */
class BackFillReferenceTest {

  private static final String SENSOR = "lille-seldom";

  /** A state holds for three intervals. */
  private static final Duration HELD = Duration.ofHours(1);

  @Example
  void aCopyAfterMidnightIsNoReadingOfItsMonth() {
    whatFilesMakeEqualsTheReference(
        List.of(rain("2026-06-01T21:30:00Z"), rain("2026-06-01T22:00:00Z")));
  }

  private static Passage rain(String observedAt) {
    Instant then = Instant.parse(observedAt);
    return new Passage(new Sent(SENSOR, "rain-amount", "m0", then, 0, 0), then);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
  void whatFilesMakeEqualsTheReference(@ForAll("histories") List<Passage> history) {
    // Given rows in any order, some of them twice, of a sensor that was moved
    List<Sent> rows = history.stream().map(Passage::sent).distinct().toList();
    Registry registry =
        new Town()
            .profile("lille-seldom", Duration.ofMinutes(20))
            .sensor(
                SENSOR,
                "lille-seldom",
                Town.at("lille-torv"),
                Town.at("lille-havn", rows.get(0).observedAt()))
            .dataset(
                "lille-all",
                PrivacyClass.INTERNAL,
                "lille-seldom",
                Dataset.DEFAULT_LATENESS,
                null,
                ReferenceTest.ONE_OF_EACH_KIND.toArray(String[]::new))
            .registry();
    List<Instant> times = rows.stream().map(Sent::observedAt).sorted().toList();
    Instant from = Resolution.P1M.spanAt(times.get(0)).start();
    Instant last = times.get(times.size() - 1).plus(HELD);
    Instant to = Resolution.P1M.spanAt(last).end();
    List<Readings> messages = rows.stream().map(BackFillReferenceTest::message).toList();
    List<Readings> otherwise =
        IntStream.range(0, messages.size())
            .mapToObj(index -> messages.get(messages.size() - 1 - index))
            .toList();

    // When
    List<Window> windows = made(registry, from, to, messages);

    // Then
    assertThat(
            Reference.difference(
                Reference.windows(rows, registry, to), Reference.lastRevisions(windows)))
        .isEmpty();
    assertThat(windows).allMatch(window -> window.revision() == 1);
    assertThat(made(registry, from, to, otherwise)).containsExactlyInAnyOrderElementsOf(windows);
  }

  private static List<Window> made(
      Registry registry, Instant from, Instant to, List<Readings> messages) {
    return MadeOfFiles.windows(
        registry, registry.dataset("lille-all").orElseThrow(), SENSOR, from, to, messages);
  }

  private static Readings message(Sent sent) {
    return new Readings(
        Town.TENANT,
        sent.sensor(),
        "lille-files",
        Origin.ofMessage(sent.sensor(), sent.message()),
        Instant.parse("2026-12-24T12:00:00Z"),
        List.of(
            new Readings.Reading(
                Quantities.of(sent.quantity()), 0, sent.value(), sent.observedAt(), sent.hints())));
  }

  @Provide
  Arbitrary<List<Passage>> histories() {
    return ReferenceTest.historiesOf(SENSOR);
  }
}
