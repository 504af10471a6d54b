package dk.bypuls.bench;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.codec.Codec;
import dk.bypuls.events.codec.InnerEventCodec;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes and nanoseconds of one uplink of five readings in each form that the inner side could have
 * had.
 */
final class CodecBenchmark implements Benchmark {

  private static final int OPERATIONS = 200_000;

  private final Readings uplink = uplink();

  /** Written by the operations, so that none of them can be left out as useless. */
  private int sink;

  @Override
  public String about() {
    return "the inner side's bytes beside Avro single-object encoding, CBOR and JSON";
  }

  @Override
  public void run(Rounds rounds) {
    Map<String, Codec<InnerEvent>> forms = new LinkedHashMap<>();
    forms.put("protobuf", new InnerEventCodec());
    forms.put("avro", new AvroForm());
    forms.put("cbor", JacksonForm.cbor());
    forms.put("json", JacksonForm.json());
    forms.forEach((name, form) -> check(name, form));

    Map<String, Runnable> encode = new LinkedHashMap<>();
    Map<String, Runnable> decode = new LinkedHashMap<>();
    forms.forEach(
        (name, form) -> {
          byte[] bytes = form.encode(uplink);
          encode.put(name, () -> sink += form.encode(uplink).length);
          decode.put(name, () -> sink += form.decode(bytes).hashCode());
        });
    Figures encoding = rounds.nanosecondsPerOperation("codec-encode", OPERATIONS, encode);
    Figures decoding = rounds.nanosecondsPerOperation("codec-decode", OPERATIONS, decode);

    rounds.say("");
    rounds.say("%-10s %8s %12s %12s", "form", "bytes", "encode ns", "decode ns");
    forms.forEach(
        (name, form) ->
            rounds.say(
                "%-10s %8d %12.0f %12.0f",
                name, form.encode(uplink).length, encoding.of(name), decoding.of(name)));
    rounds.say(
        "ratio protobuf / avro: encode %.2f, decode %.2f",
        encoding.ratio("protobuf", "avro"), decoding.ratio("protobuf", "avro"));
  }

  private void check(String name, Codec<InnerEvent> form) {
    if (!form.decode(form.encode(uplink)).equals(uplink)) {
      throw new IllegalStateException(name + " does not read what it wrote");
    }
  }

  private static Readings uplink() {
    Instant receivedAt = Instant.parse("2026-03-01T11:00:02.345Z");
    Instant observedAt = receivedAt.minusMillis(1_234);
    return new Readings(
        "havnstrup",
        "havnstrup-air-quality-017",
        "havnstrup-lorawan",
        Origin.ofUplink("a84041000181c061", "01d2e3f4", 4711, new byte[] {1, 2, 3}),
        receivedAt,
        List.of(
            new Reading(Quantities.of("air-temperature"), 0, 1234, observedAt, 0),
            new Reading(Quantities.of("relative-humidity"), 1, 713, observedAt, 0),
            new Reading(Quantities.of("pm2-5"), 2, 71, observedAt, 0),
            new Reading(Quantities.of("pm10"), 3, 123, observedAt, 0),
            new Reading(Quantities.of("radio-rssi"), 4, -97, observedAt, 0)));
  }
}
