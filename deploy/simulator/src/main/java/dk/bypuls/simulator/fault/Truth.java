package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What was injected in one run: each fault as it comes, then each sensor, then a summary, one JSON
 * object a line.
 */
public final class Truth implements Closeable {
  private final Writer out;
  private final Map<Device, SensorTruth> sensors = new LinkedHashMap<>();
  private final Map<Device, SensorTruth> strangers = new LinkedHashMap<>();
  private final Set<Span> outages = new HashSet<>();

  public Truth(
      Writer out,
      Collection<Device> registered,
      Collection<Device> unregistered,
      ToIntFunction<Device> readingsPerUplink) {
    this.out = out;
    for (Device device : registered) {
      sensors.put(device, new SensorTruth(device, readingsPerUplink.applyAsInt(device)));
    }
    for (Device device : unregistered) {
      strangers.put(device, new SensorTruth(device, 0));
      line(JsonLine.of("fault", "stranger").add("device", device.name()));
    }
  }

  /** Notes what these devices suffer from all the time. */
  public void ailments(Faults faults) {
    for (Device device : sensors.keySet()) {
      Ailments ailments = faults.ailmentsOf(device);
      if (ailments.driftPerDay() != 0) {
        line(about("drift", device).add("perDay", ailments.driftPerDay()));
      }
      if (ailments.clockAhead() != 0) {
        line(about("clock-ahead", device).add("seconds", ailments.clockAhead() / 1000));
      }
    }
  }

  /** Notes what becomes of a frame that does not simply arrive. */
  public void befell(Device device, long frame, long at, Fate fate) {
    SensorTruth sensor = sensors.get(device);
    if (sensor == null) {
      return;
    }
    sensor.befell(fate);
    Span span = fate.span();
    switch (fate.outcome()) {
      case SILENT -> {
        // The span is in the sensor's own line.
      }
      case STORED, LOST_AT_GATEWAY -> {
        if (span != null && outages.add(span)) {
          outage(device, fate, span);
        }
        line(frameOf(fate.outcome().id(), device, frame, at));
      }
      default -> line(frameOf(fate.outcome().id(), device, frame, at));
    }
  }

  /** Counts a message that was handed to the broker. */
  public void sent(Transmission transmission) {
    Device device = transmission.device();
    SensorTruth stranger = strangers.get(device);
    if (stranger != null) {
      stranger.sent(transmission);
      return;
    }
    SensorTruth sensor = sensors.get(device);
    if (sensor == null) {
      throw new IllegalArgumentException("not a device of this town");
    }
    sensor.sent(transmission);
    if (transmission.path() != Path.FIRST) {
      String path = transmission.path() == Path.REPEATED ? "repeated" : "second-gateway";
      line(frameOf("duplicate", device, transmission.frame(), transmission.at()).add("path", path));
    }
  }

  /** Writes each sensor and the summary, and gives the summary back. */
  public TruthSummary finish() {
    TruthSummary summary = TruthSummary.of(sensors.values(), strangers.values());
    sensors.values().forEach(this::sensor);
    line(summary.json());
    return summary;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void sensor(SensorTruth sensor) {
    Device device = sensor.device();
    StringBuilder silences = new StringBuilder("[");
    for (Span span : sensor.silences()) {
      silences
          .append(silences.length() == 1 ? "" : ",")
          .append("[\"%s\",\"%s\"]".formatted(instant(span.from()), instant(span.to())));
    }
    line(
        JsonLine.of("sensor", device.sensor())
            .add("kind", device.kind().id())
            .add("distinct", sensor.distinct())
            .add("duplicates", sensor.duplicates())
            .add("late", sensor.late())
            .add("lost", sensor.lost())
            .add("garbled", sensor.garbled())
            .add("silent", sensor.silent())
            .addJson("silences", silences.append(']').toString())
            .add("readings", sensor.readings()));
  }

  private void outage(Device device, Fate fate, Span span) {
    line(
        JsonLine.of("fault", "gateway-outage")
            .add("gateway", device.home().name())
            .add("from", instant(span.from()))
            .add("to", instant(span.to()))
            .addJson("keeps", Boolean.toString(fate.outcome() == Fate.Outcome.STORED)));
  }

  private static JsonLine about(String fault, Device device) {
    return JsonLine.of("fault", fault).add("sensor", device.sensor());
  }

  private static JsonLine frameOf(String fault, Device device, long frame, long at) {
    return about(fault, device).add("frame", frame).add("at", instant(at));
  }

  private static String instant(long time) {
    return Instant.ofEpochMilli(time).toString();
  }

  private void line(JsonLine line) {
    try {
      out.write(line.toString());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the truth file", e);
    }
  }
}
