package dk.bypuls.ingest.decoder;

import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.ingest.decoder.cayenne.CayenneDecoder;
import dk.bypuls.ingest.decoder.layout.LayoutDecoder;
import dk.bypuls.ingest.intake.PayloadDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Makes registered decoders ready to decode. */
public final class PayloadDecoders implements AutoCloseable {

  private final DecoderSettings settings;
  private final MeterRegistry meters;
  private final ScriptRunner runner;
  private final Map<String, ScriptDecoder> scripts = new HashMap<>();

  /** Starts nothing before there is a script to run. */
  public PayloadDecoders(DecoderSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.meters = meters;
    runner = new ScriptRunner(settings, meters);
  }

  /**
   * A decoder, made ready: the same as before where it has not changed.
   *
   * @throws IllegalArgumentException if it is of a kind that this Bypuls does not know
   */
  public synchronized PayloadDecoder of(Decoder decoder) {
    if (decoder.layout() != null) {
      return new LayoutDecoder(decoder.layout());
    }
    if (Decoder.CAYENNE_LPP.equals(decoder.format())) {
      return new CayenneDecoder();
    }
    if (decoder.script() == null) {
      throw new IllegalArgumentException(
          "the decoder " + decoder.id() + " is of no kind that is known here");
    }
    ScriptDecoder before = scripts.get(decoder.id());
    if (before != null && before.isOf(decoder)) {
      return before;
    }
    ScriptDecoder made =
        new ScriptDecoder(
            decoder, runner, new DecoderMetrics(meters, decoder.tenant(), decoder.id()), settings);
    scripts.put(decoder.id(), made);
    runner.adopt();
    if (before != null) {
      runner.forget(before.script());
    }
    return made;
  }

  /**
   * Makes a decoder ready that is not registered, for as long as these calls take.
   *
   * @throws IllegalArgumentException if it is of a kind that this Bypuls does not know
   */
  public void trial(Decoder decoder, Consumer<PayloadDecoder> calls) {
    if (decoder.script() == null) {
      calls.accept(of(decoder));
      return;
    }
    DecoderMetrics nobodys = new DecoderMetrics(new SimpleMeterRegistry(), "", decoder.id());
    ScriptDecoder made = new ScriptDecoder(decoder, runner, nobodys, settings);
    runner.adopt();
    try {
      calls.accept(made);
    } finally {
      // What was called is still answered.
      runner.forget(made.script());
    }
  }

  /** Forgets the decoders that are registered no longer. */
  public synchronized void adopt(Registry registry) {
    scripts
        .values()
        .removeIf(
            decoder -> {
              boolean gone = registry.decoder(decoder.id()).isEmpty();
              if (gone) {
                runner.forget(decoder.script());
              }
              return gone;
            });
  }

  /** The process that runs scripts; zero if none runs. */
  long workerPid() {
    return runner.workerPid();
  }

  @Override
  public void close() {
    runner.close();
  }
}
