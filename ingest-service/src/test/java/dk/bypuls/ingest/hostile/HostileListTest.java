package dk.bypuls.ingest.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Decoder.Script;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.decoder.PayloadDecoders;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The hostile list in every format: nothing is thrown, everything is counted, nothing of it is told
 * or kept, and the next good message comes through.
 */
class HostileListTest {

  // Far more than any needs, on a machine that does much else.
  private static final long MOST_NANOSECONDS = 10_000_000_000L;
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final long MOST_RETAINED = 8L << 20;
  private static final int BY_CHANCE = 500;
  private static final long SEED = 20_261_121;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void outlivesTheWholeList(SourceFormat format) {
    // Given
    KnownSender sender = KnownSender.of(format);
    assertIsAccepted(sender.sendGood());

    // When, then
    HostileBodies.of(format).forEach((name, body) -> outlives(sender, name, body));
  }

  @ParameterizedTest
  @EnumSource
  void outlivesSomethingHostileInEveryPlaceOfAGoodMessage(SourceFormat format) {
    // Given
    KnownSender sender = KnownSender.of(format);

    // When, then
    (format == SourceFormat.CSV
            ? HostileBodies.withinTable(KnownSender.sample(format))
            : HostileBodies.within(KnownSender.sample(format)))
        .forEach((name, body) -> outlives(sender, name, body));
  }

  @ParameterizedTest
  @EnumSource
  void outlivesBytesByChance(SourceFormat format) {
    // Given
    KnownSender sender = KnownSender.of(format);
    Random random = new Random(SEED);

    // When, then
    for (int i = 0; i < BY_CHANCE; i++) {
      byte[] body = new byte[random.nextInt(100)];
      random.nextBytes(body);
      outlives(sender, "bytes by chance " + i, body);
    }
    byte[] good = KnownSender.sample(format).getBytes(UTF_8);
    for (byte[] body : HostileBodies.broken(good, SEED, BY_CHANCE)) {
      outlives(sender, "broken by chance", body);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceFormat.class,
      names = {"CHIRPSTACK_V4", "CSV", "JSON", "SENML", "SENSORTHINGS"})
  void keepsNothingOfIt(SourceFormat format) {
    // Given
    KnownSender sender = KnownSender.of(format);
    Map<String, byte[]> all = HostileBodies.of(format);
    all.forEach((name, body) -> outlives(sender, name, body));
    long before = retained();

    // When
    for (int i = 0; i < 5; i++) {
      all.forEach((name, body) -> outlives(sender, name, body));
    }

    // Then
    assertThat(retained() - before).as("bytes kept").isLessThan(MOST_RETAINED);
    assertIsAccepted(sender.sendGood());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for (;;) {} | DECODER_STOPPED",
        "function f() { return f() + 1; } return f(); | DECODER_FAILED",
        "var s = 'hemmelig'; for (;;) { s += s; } | DECODER_STOPPED",
        "throw new Error('hemmelig'); | DECODER_FAILED",
        "var a = []; for (;;) { a.push(new Array(1000000)); } | DECODER_STOPPED"
      })
  void outlivesScripts(String code, Reason expected) {
    try (PayloadDecoders decoders =
        new PayloadDecoders(Defaults.settings().decoder(), new SimpleMeterRegistry())) {
      // Given
      Script script =
          new Script(
              "chirpstack-v3", "function Decode(port, bytes) { " + code + " return {value: 1}; }");
      KnownSender sender =
          KnownSender.decoding(
              SourceFormat.CHIRPSTACK_V4,
              new Decoder("havnstrup-script", "havnstrup", script),
              decoders::of);

      // When
      Outcome outcome = sender.sendGood();

      // Then
      assertThat(outcome).isInstanceOf(SetAside.class);
      assertThat(((SetAside) outcome).reason())
          .isIn(expected, Reason.DECODER_STOPPED, Reason.DECODER_FAILED);
      assertNothingIsToldOrLost(sender, code);
    }
  }

  private static void outlives(KnownSender sender, String name, byte[] body) {
    long began = System.nanoTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    Outcome outcome = sender.send(body);
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    assertThat(System.nanoTime() - began).as("time of %s", name).isLessThan(MOST_NANOSECONDS);
    assertThat(allocated).as("bytes allocated for %s", name).isLessThan(MOST_ALLOCATED);
    assertIsUnderstood(name, outcome);
    assertNothingIsToldOrLost(sender, name);
    assertIsAccepted(sender.sendGood());
    sender.publisher.readings.clear();
  }

  private static void assertIsUnderstood(String name, Outcome outcome) {
    if (outcome instanceof Several several) {
      several.each().forEach(each -> assertIsUnderstood(name, each));
    } else if (outcome instanceof SetAside aside) {
      assertThat(aside.reason()).as(name).isNotEqualTo(Reason.POISON);
    }
  }

  // Two sensors speak in some of the samples, and one of them is registered.
  private static void assertIsAccepted(Outcome outcome) {
    assertThat(outcome instanceof Several several ? several.each() : List.of(outcome))
        .contains(new Accepted());
  }

  private static void assertNothingIsToldOrLost(KnownSender sender, String name) {
    assertThat(sender.inFlight()).as("in flight after %s", name).isZero();
    assertThat(sender.toldOf()).as("I1 after %s", name).isEqualTo(sender.received());
    for (Quarantined aside : sender.publisher.quarantined) {
      String detail = aside.detail().toLowerCase(Locale.ROOT);
      assertThat(detail).as("what is told of %s", name).isNotBlank().hasSizeLessThan(500);
      List<String> told = List.of(HostileBodies.SECRET, sender.device.toLowerCase(Locale.ROOT));
      told.stream()
          .filter(each -> each.length() > 5)
          .forEach(each -> assertThat(detail).as(name).doesNotContain(each));
    }
    sender.publisher.quarantined.clear();
  }

  private static long retained() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
