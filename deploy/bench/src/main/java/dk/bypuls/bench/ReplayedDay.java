package dk.bypuls.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Hours of a fleet that speaks each quarter, as quickly as they can be worked off. */
final class ReplayedDay {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final double SECOND = 1e9;

  private final Fleet fleet;
  private final Duration span;
  private final int heapMegabytes;

  ReplayedDay(int sensors, int hours, int heapMegabytes) {
    this.fleet = new Fleet("city", sensors, QUARTER, 1, false);
    this.span = Duration.ofHours(hours);
    this.heapMegabytes = heapMegabytes;
  }

  void run(Rounds rounds) {
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
    try (AggregatorStand stand = new AggregatorStand(fleet.registry(), heapMegabytes)) {
      double before = stand.service().nanoseconds();
      double kafkaBefore = CpuTime.nanoseconds(stand.kafka().pid());
      double databaseBefore = CpuTime.nanoseconds(stand.database().pid());
      long began = System.nanoTime();
      fleet.send(stand.kafka().bootstrapServers(), from, span);
      stand.awaitWorkedOff(LIMIT);
      double seconds = (System.nanoTime() - began) / SECOND;
      long written = stand.awaitWritten(LIMIT);
      double withRows = (System.nanoTime() - began) / SECOND;
      double ours = (stand.service().nanoseconds() - before) / SECOND;
      double kafka = (CpuTime.nanoseconds(stand.kafka().pid()) - kafkaBefore) / SECOND;
      double database = (CpuTime.nanoseconds(stand.database().pid()) - databaseBefore) / SECOND;
      long readings = fleet.readings(span);
      rounds.say(
          "{\"bench\":\"windows-day\",\"sensors\":%d,\"readings\":%d,\"windows\":%d,"
              + "\"seconds\":%.0f,\"secondsWithRows\":%.0f,\"cpuSeconds\":%.0f,"
              + "\"kafkaCpuSeconds\":%.0f,\"databaseCpuSeconds\":%.0f,"
              + "\"readingsPerCoreSecond\":%.0f,\"databaseMicrosecondsPerRow\":%.1f,"
              + "\"stateMegabytes\":%.0f,\"stateBytesPerReading\":%.1f,\"changelogMegabytes\":%.0f,"
              + "\"heapMegabytes\":%d,\"peakRssMegabytes\":%.0f}",
          fleet.sensors(),
          readings,
          written,
          seconds,
          withRows,
          ours,
          kafka,
          database,
          readings / ours,
          1e6 * database / written,
          stand.stateMegabytes(),
          stand.stateMegabytes() * 1e6 / readings,
          stand.changelogMegabytes(),
          heapMegabytes,
          stand.service().peakMegabytes());
    }
  }
}
