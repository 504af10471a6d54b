package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.format.chirpstack.JsonOrProtobuf;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reading an uplink of ChirpStack, beside a parser that knows each field of it beforehand. */
final class UplinkBenchmark implements Benchmark {

  private static final int OPERATIONS = 200_000;
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");
  private static final byte[] BODY =
      UplinkSender.uplink(BenchRegistry.PLAIN, NOW, 4711).getBytes(UTF_8);

  private final Format format = new JsonOrProtobuf(IngestDefaults.intake());
  private final InboundMessage message =
      new InboundMessage("bench", BODY, NOW, Way.topic("application/a/device/b/event/up"));
  private final ObjectReader beans = JsonMapper.builder().build().readerFor(Uplink.class);
  private int sink;

  @Override
  public String about() {
    return "reading an uplink's kilobyte of JSON beside a parser that knows its fields";
  }

  @Override
  public void run(Rounds rounds) {
    if (!bean().equals(ours())) {
      throw new IllegalStateException("the two read something else");
    }
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("ours", () -> sink += ours().hashCode());
    calls.put("bean", () -> sink += bean().hashCode());
    Figures figures = rounds.nanosecondsPerOperation("uplink", OPERATIONS, calls);
    rounds.say("ours / bean %.2f (P3)", figures.ratio("ours", "bean"));
  }

  /** All that ingest reads of it, in the one form that profiles point into. */
  private Origin ours() {
    try {
      return Objects.requireNonNull(((Part.Spoken) format.read(message).get(0)).uplink().origin());
    } catch (Rejection e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same fields into records, by the bean parser of this platform, and the same origin. */
  private Origin bean() {
    try {
      Uplink uplink = beans.readValue(BODY);
      sink += Objects.requireNonNull(Times.parse(uplink.time())).hashCode();
      return Origin.ofUplink(
          uplink.deviceInfo().devEui(),
          uplink.devAddr(),
          uplink.fCnt(),
          Base64.getDecoder().decode(uplink.data()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Uplink(
      String time,
      Device deviceInfo,
      String devAddr,
      long fCnt,
      int fPort,
      String data,
      Measured object,
      List<Heard> rxInfo,
      Sent txInfo) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Device(String devEui) {}

  record Measured(
      @Nullable BigDecimal temperature, @Nullable BigDecimal pm25, @Nullable BigDecimal humidity) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Heard(BigDecimal rssi, BigDecimal snr) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Sent(long frequency, Modulation modulation) {}

  record Modulation(Lora lora) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Lora(int spreadingFactor) {}
}
