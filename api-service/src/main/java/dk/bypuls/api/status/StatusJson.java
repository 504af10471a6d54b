package dk.bypuls.api.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.live.LiveFeed;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

/** How we are and how we were, in JSON. What does not apply is absent. */
@ApplicationScoped
class StatusJson {

  private final Parts parts;
  private final StatusWatch watch;
  private final Heartbeat heartbeat;
  private final Freshnesses freshnesses;
  private final RegistryView registry;
  private final LiveFeed live;

  StatusJson(
      Parts parts,
      StatusWatch watch,
      Heartbeat heartbeat,
      Freshnesses freshnesses,
      RegistryView registry,
      LiveFeed live) {
    this.parts = parts;
    this.watch = watch;
    this.heartbeat = heartbeat;
    this.freshnesses = freshnesses;
    this.registry = registry;
    this.live = live;
  }

  /**
   * All of it.
   *
   * @param days of the past, this one included
   */
  ObjectNode write(Health history, int days) {
    Instant now = Instant.now();
    Map<Part, Health> healths = new EnumMap<>(Part.class);
    healths.put(Part.REGISTRY, parts.registry());
    healths.put(Part.LIVE, parts.live());
    healths.put(Part.HISTORY, history);
    healths.put(Part.INGEST, parts.ingest());
    healths.put(Part.AGGREGATOR, parts.aggregator(now));
    boolean isUp = !healths.containsValue(Health.DOWN) && !healths.containsValue(Health.STARTING);
    ObjectNode out =
        JsonNodeFactory.instance
            .objectNode()
            .put("status", isUp ? "up" : "degraded")
            .put("at", now.truncatedTo(ChronoUnit.MILLIS).toString());
    watch.past().first().ifPresent(first -> out.put("recordedFrom", first.toString()));
    parts(out.putObject("parts"), healths);
    heartbeat(out.putObject("heartbeat"), heartbeat.at(now), now);
    freshnesses.write(out.putArray("datasets"), now);
    out.put("zone", Resolution.ZONE.getId());
    LocalDate today = LocalDate.ofInstant(now, Resolution.ZONE);
    LocalDate from = today.minusDays(days - 1L);
    days(out.putArray("days"), from, today);
    incidents(out.putArray("incidents"), from.atStartOfDay(Resolution.ZONE).toInstant(), now);
    return out;
  }

  private void parts(ObjectNode out, Map<Part, Health> healths) {
    healths.forEach(
        (part, health) -> {
          ObjectNode node = out.putObject(part.id()).put("status", health.id());
          if (health == Health.UP || health == Health.DOWN) {
            watch.past().since(part).ifPresent(since -> node.put("since", since.toString()));
          }
        });
    out.withObject("/registry").put("generation", registry.current().generation());
    live.lastAppend().ifPresent(at -> out.withObject("/live").put("lastAppend", at.toString()));
  }

  private static void heartbeat(ObjectNode out, Heartbeat.Beat beat, Instant now) {
    out.put(
        "status",
        switch (beat.state()) {
          case ON_TIME -> "on-time";
          case LATE -> "late";
          case NOT_YET -> "not-yet";
        });
    if (beat.heard() != null) {
      out.put("heard", beat.heard().toString())
          .put("seconds", Math.max(0, ChronoUnit.SECONDS.between(beat.heard(), now)));
    }
    if (beat.within() != null) {
      out.put("within", beat.within().toString());
    }
  }

  private void days(ArrayNode out, LocalDate from, LocalDate today) {
    for (LocalDate day = from; !day.isAfter(today); day = day.plusDays(1)) {
      Resolution.Span span = Resolution.P1D.spanAt(day.atStartOfDay(Resolution.ZONE).toInstant());
      ObjectNode node = out.addObject().put("day", day.toString());
      node.put("minutes", span.length().toMinutes());
      for (Part part : Part.values()) {
        Past.Share share = watch.past().share(part, span.start(), span.end());
        node.putObject(part.id()).put("seen", share.seen()).put("up", share.up());
      }
    }
  }

  private void incidents(ArrayNode out, Instant from, Instant now) {
    for (Incident incident : watch.past().incidents(from, now)) {
      ObjectNode node = out.addObject();
      Part part = incident.part();
      node.put("what", part == null ? "unseen" : "trouble");
      if (part != null) {
        node.put("part", part.id());
      }
      node.put("from", incident.from().toString());
      if (incident.to() != null) {
        node.put("to", incident.to().toString());
      }
    }
  }
}
