package dk.bypuls.simulator.uplink;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes times as the network server does: 2026-11-21T05:04:57.113+00:00. */
final class JsonTime {
  private static final long DAY = 86_400_000L;
  private static final byte[] ZONE = "+00:00".getBytes(StandardCharsets.US_ASCII);

  private long day = Long.MIN_VALUE;
  private byte[] date = new byte[0];

  void write(JsonBuffer json, long time) {
    long dayOfTime = Math.floorDiv(time, DAY);
    if (dayOfTime != day) {
      date = (LocalDate.ofEpochDay(dayOfTime) + "T").getBytes(StandardCharsets.US_ASCII);
      day = dayOfTime;
    }
    int millis = (int) (time - dayOfTime * DAY);
    json.raw(date)
        .twoDigits(millis / 3_600_000)
        .raw(':')
        .twoDigits(millis / 60_000 % 60)
        .raw(':')
        .twoDigits(millis / 1000 % 60)
        .raw('.')
        .number(millis / 100 % 10)
        .twoDigits(millis % 100)
        .raw(ZONE);
  }
}
