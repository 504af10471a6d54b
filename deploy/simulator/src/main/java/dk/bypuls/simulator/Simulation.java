package dk.bypuls.simulator;

import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.fault.Truth;
import dk.bypuls.simulator.fault.TruthSummary;
import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.send.Pace;
import dk.bypuls.simulator.send.Publisher;
import dk.bypuls.simulator.send.Schedule;
import dk.bypuls.simulator.send.SentUntil;
import dk.bypuls.simulator.send.Stop;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Havnstrup;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.UplinkWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One run of the town: from its start, through the past, to its end or for ever. */
final class Simulation {
  /** RSSI and SNR, which the platform reads of every uplink. */
  private static final int RADIO_READINGS = 2;

  private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofSeconds(10);

  private final SimulateOptions options;
  private final Clock clock;
  private final Stop stop;
  private final Consumer<String> say;
  private final Town town;
  private final Faults faults;
  private final Instruments instruments;
  private final UplinkWriter writer;
  private final SentUntil sentUntil;

  Simulation(SimulateOptions options, Clock clock, Stop stop, Consumer<String> say) {
    this.options = options;
    this.clock = clock;
    this.stop = stop;
    this.say = say;
    this.town = Town.of(options.seed(), options.sensors(), options.kinds());
    this.faults = new Faults(town, options.faults());
    this.instruments = new Instruments(new Nature(town.chance()));
    this.writer = new UplinkWriter(instruments, options.canary());
    this.sentUntil = new SentUntil(options.state(), options.seed());
  }

  TruthSummary run() throws IOException, InterruptedException {
    long now = clock.millis();
    Period period = Period.of(options, sentUntil.read(), now);
    List<Device> strangers = town.strangers(faults.level().strangers());
    try (Truth truth = new Truth(truthFile(), town.devices(), strangers, this::readingsPerUplink);
        Publisher publisher = new Publisher(options.broker(), stop, say)) {
      truth.ailments(faults);
      List<Device> speaking = new ArrayList<>(town.devices());
      speaking.addAll(strangers);
      Schedule schedule = new Schedule(speaking, faults, truth::befell, period.from(), period.to());
      publisher.connect();
      Progress progress =
          new Progress(say, messagesBetween(period.from(), Math.min(now, period.to())));
      say.accept(introduction(period));
      send(schedule, publisher, truth, progress, period);
      return finish(schedule, publisher, truth, progress);
    }
  }

  private void send(
      Schedule schedule, Publisher publisher, Truth truth, Progress progress, Period period)
      throws InterruptedException {
    Pace pace = new Pace(clock, stop, options.speed(), options.perSecond(), period.from());
    boolean live = false;
    while (!stop.isRequested() && !enough(progress)) {
      long time = schedule.nextTime();
      sentUntil.rememberNowAndThen(publisher.oldestUnacknowledged().orElse(time));
      if (!live && options.live() && time > pace.townTime()) {
        live = true;
        progress.live();
      }
      if (!pace.await(time)) {
        continue;
      }
      Transmission next = schedule.next();
      if (next == null) {
        return;
      }
      String topic = Havnstrup.topic(next.device().devEui());
      if (publisher.publish(topic, writer.write(next), time)) {
        truth.sent(next);
        progress.sent(time);
      }
    }
  }

  private TruthSummary finish(
      Schedule schedule, Publisher publisher, Truth truth, Progress progress)
      throws InterruptedException {
    if (!publisher.drain(LAST_ACKNOWLEDGEMENTS)) {
      say.accept(publisher.unacknowledged() + " messages were never acknowledged by the broker.");
    }
    OptionalLong oldest = publisher.oldestUnacknowledged();
    sentUntil.remember(oldest.orElseGet(schedule::nextTime));
    if (publisher.unheard() > 0) {
      say.accept(
          String.format(
              Locale.ROOT, "The broker had no subscriber for %,d messages.", publisher.unheard()));
    }
    if (publisher.resent() > 0) {
      say.accept(
          String.format(
              Locale.ROOT,
              "%,d messages were sent again after lost connections.",
              publisher.resent()));
    }
    TruthSummary summary = truth.finish();
    say.accept("Sent " + progress.inAll() + ".");
    say.accept(summary.inWords());
    return summary;
  }

  private boolean enough(Progress progress) {
    return options.messages() > 0 && progress.sent() >= options.messages();
  }

  private String introduction(Period period) {
    return String.format(
        Locale.ROOT,
        "Havnstrup (fictional, seed %d): %,d sensors, faults: %s, from %s to %s, to %s.",
        options.seed(),
        town.devices().size(),
        options.faults().id(),
        Instant.ofEpochMilli(period.from()),
        period.to() == Long.MAX_VALUE ? "now and on" : Instant.ofEpochMilli(period.to()),
        options.broker());
  }

  private long messagesBetween(long from, long to) {
    return town.devices().stream()
        .mapToLong(device -> Math.max(0, device.frameFrom(to) - device.frameFrom(from)))
        .sum();
  }

  private int readingsPerUplink(Device device) {
    return instruments.of(device.kind()).fields().size() + RADIO_READINGS;
  }

  private Writer truthFile() throws IOException {
    return options.truth() == null
        ? Writer.nullWriter()
        : Files.newBufferedWriter(options.truth(), StandardCharsets.UTF_8);
  }
}
