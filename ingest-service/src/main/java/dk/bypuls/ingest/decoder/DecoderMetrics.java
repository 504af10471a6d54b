package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The counts of one decoder. */
final class DecoderMetrics {

  static final String CALLS = "bypuls.decoder.calls";
  static final String TIME = "bypuls.decoder.cpu";
  static final String LEFT_OUT = "bypuls.decoder.left.out";

  private final Map<Verdict, Counter> calls = new EnumMap<>(Verdict.class);
  private final Timer time;
  private final Counter leftOut;

  DecoderMetrics(MeterRegistry meters, String tenant, String decoder) {
    Tags tags = Tags.of("tenant", tenant, "decoder", decoder);
    Arrays.stream(Verdict.values())
        .forEach(
            verdict ->
                calls.put(
                    verdict,
                    meters.counter(
                        CALLS, tags.and("outcome", verdict.name().toLowerCase(Locale.ROOT)))));
    time = meters.timer(TIME, tags);
    leftOut = meters.counter(LEFT_OUT, tags);
  }

  void called(Verdict verdict, long cpuNanoseconds, int numbersLeftOut) {
    calls.getOrDefault(verdict, leftOut).increment();
    time.record(cpuNanoseconds, TimeUnit.NANOSECONDS);
    if (numbersLeftOut > 0) {
      leftOut.increment(numbersLeftOut);
    }
  }
}
