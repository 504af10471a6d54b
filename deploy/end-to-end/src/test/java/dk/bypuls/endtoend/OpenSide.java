package dk.bypuls.endtoend;

import dk.bypuls.api.surface.OpenSurface;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that anyone can see of a city without a role: every open surface, asked for all that it has
 * of a dataset.
 */
record OpenSide(List<Seen> seen) {

  /** How long it may take until what does not end says its first word. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** So long is listened to it from there on. */
  private static final Duration LISTENING = Duration.ofSeconds(2);

  /**
   * What was seen at an address.
   *
   * @param surface its service and name
   * @param text status, headers and body
   */
  record Seen(String surface, URI address, String text) {}

  OpenSide {
    seen = List.copyOf(seen);
  }

  /** Asks all of them, and listens to those that do not end, at the same time. */
  static OpenSide of(TestCity city, String dataset) {
    List<Seen> seen = new ArrayList<>();
    List<Listening> streams = new ArrayList<>();
    for (OpenSurface surface : OpenSurface.all()) {
      for (String ask : surface.asks(dataset)) {
        URI address = address(city, surface, ask);
        if (surface.isStream()) {
          streams.add(new Listening(name(surface), ask, address, stream(city, surface, ask)));
        } else {
          seen.add(new Seen(name(surface), address, text(city.get(address))));
        }
      }
    }
    streams.stream().filter(Listening::isOfAll).forEach(Listening::awaitFirstWord);
    listen();
    streams.forEach(stream -> seen.add(stream.heard()));
    return new OpenSide(seen);
  }

  /** The surfaces on which a text is, in whatever case it is written. */
  List<String> surfacesWith(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return seen.stream()
        .filter(it -> it.text().toLowerCase(Locale.ROOT).contains(wanted))
        .map(Seen::surface)
        .distinct()
        .toList();
  }

  /** The surfaces on which a window of the dataset is that has a part in that stretch of time. */
  List<String> surfacesWithWindows(String dataset, Instant from, Instant to) {
    Pattern window =
        Pattern.compile(
            dataset
                + "\"?,[^{}\n]*?(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)\"?,(?:\"end\":\")?(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)");
    return seen.stream()
        .filter(
            it -> {
              Matcher found = window.matcher(it.text());
              return found
                  .results()
                  .anyMatch(
                      times ->
                          Instant.parse(times.group(1)).isBefore(to)
                              && Instant.parse(times.group(2)).isAfter(from));
            })
        .map(Seen::surface)
        .distinct()
        .toList();
  }

  private static URI address(TestCity city, OpenSurface surface, String ask) {
    if (surface.way() == OpenSurface.Way.MQTT) {
      return URI.create(city.mqttFeed() + "/" + ask);
    }
    return switch (surface.service()) {
      case API -> city.api(ask);
      case INGEST -> city.ingest(ask);
      case AGGREGATOR -> city.aggregator(ask);
    };
  }

  private static OpenStream stream(TestCity city, OpenSurface surface, String ask) {
    return switch (surface.way()) {
      case HTTP -> throw new IllegalArgumentException(surface.name() + " ends");
      case EVENT_STREAM -> OpenStream.ofEvents(city.api(ask));
      case WEB_SOCKET -> OpenStream.ofSocket(city.api(ask));
      case MQTT -> OpenStream.ofTopics(city.mqttFeed(), ask);
    };
  }

  private static String name(OpenSurface surface) {
    return surface.service().name().toLowerCase(Locale.ROOT) + " " + surface.name();
  }

  static String text(HttpResponse<String> answer) {
    return answer.statusCode() + "\n" + answer.headers().map() + "\n" + answer.body();
  }

  private static void listen() {
    Instant end = Instant.now().plus(LISTENING);
    Until.isTrue("time has passed", LISTENING.multipliedBy(2), () -> Instant.now().isAfter(end));
  }

  /** Somebody who listens. */
  private record Listening(String surface, String ask, URI address, OpenStream stream) {

    /** Of all datasets there is always something to be told. */
    boolean isOfAll() {
      return !ask.contains("?") && (ask.startsWith("/") || ask.endsWith("live/#"));
    }

    void awaitFirstWord() {
      Until.isTrue(surface + " says something", PATIENCE, () -> !stream.text().get().isEmpty());
    }

    Seen heard() {
      return new Seen(surface, address, stream.heard());
    }
  }
}
