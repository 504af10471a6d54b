package dk.bypuls.api.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Resolution;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Usage in JSON, as coarse as it is told: what few did is not told apart from what nobody did, and
 * no figure is so exact that one request more or less shows in it, but where it passes a ten.
 */
final class UsageJson {

  private static final int ROUGHLY = 100;

  private UsageJson() {}

  static ObjectNode of(String dataset, Usage.Known known, int fewest) {
    ObjectNode out =
        JsonNodeFactory.instance
            .objectNode()
            .put("dataset", dataset)
            .put("zone", Resolution.ZONE.getId())
            .put("fewest", fewest);
    ArrayNode days = out.putArray("days");
    for (LocalDate day = known.from(); day.isBefore(known.to()); day = day.plusDays(1)) {
      day(days.addObject(), day, known.days().getOrDefault(day, Map.of()), fewest);
    }
    return out;
  }

  private static void day(ObjectNode out, LocalDate day, Map<Way, Tally> ways, int fewest) {
    out.put("day", day.toString());
    for (Way way : Way.values()) {
      String[] name = way.id().split("\\.", -1);
      ObjectNode figure =
          name.length == 1
              ? out.putObject(name[0])
              : out.withObject("/" + name[0]).putObject(name[1]);
      figure(figure, way, ways.getOrDefault(way, Tally.NOTHING), fewest);
    }
  }

  private static void figure(ObjectNode out, Way way, Tally tally, int fewest) {
    if (tally.requests() < fewest) {
      out.put("fewerThan", fewest);
      return;
    }
    long tens = tally.requests() / fewest * fewest;
    if (way == Way.LIVE) {
      out.put("connections", tens)
          .put("minutes", roughly(TimeUnit.MILLISECONDS.toMinutes(tally.milliseconds())));
      return;
    }
    out.put("requests", tens);
    if (tally.rows() > 0) {
      out.put("rows", roughly(tally.rows()));
    }
    out.put("bytes", roughly(tally.bytes()));
  }

  /** Its first two digits. */
  static long roughly(long figure) {
    long unit = 1;
    while (figure / unit >= ROUGHLY) {
      unit *= 10;
    }
    return figure / unit * unit;
  }
}
