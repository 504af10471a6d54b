package dk.bypuls.api.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dk.bypuls.api.web.StubCity.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Two datasets in the open API's shapes: one of the air, open, and one of people, protected. */
final class StubDatasets {

  static final String SECRET = "stub-secret";
  static final String KEY = "stub-key";

  /** What was sent in, as it came. */
  final List<String> sent = new CopyOnWriteArrayList<>();

  /** The questions for windows that were asked. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final StubCity city;

  StubDatasets(StubCity city) {
    this.city = city;
    city.say("/v1/datasets", this::dataset);
    city.say("/v1/feedback/", exchange -> Answer.json(seen("being-looked-at")));
    city.say("/v1/keys", this::key);
    city.say("/v1/notices.atom", exchange -> notices());
    city.say("/openapi", exchange -> Answer.json(contract("openapi.yaml")));
    city.say("/asyncapi", exchange -> Answer.json(contract("asyncapi.yaml")));
  }

  /** Answers whatever is asked of a dataset. */
  Answer dataset(HttpExchange exchange) {
    String[] parts = exchange.getRequestURI().getPath().split("/", -1);
    exchange.getResponseHeaders().set("RateLimit-Policy", "\"open\";q=3000;w=60");
    if (parts.length == 3) {
      return Answer.json("{\"datasets\":[" + air() + "," + people() + "],\"next\":null}");
    }
    boolean open = "havnstrup-air".equals(parts[3]);
    if (!open && !"havnstrup-crowd".equals(parts[3])) {
      return new Answer(
          404, "application/problem+json", "{\"status\":404,\"detail\":\"Nothing.\"}");
    }
    return switch (parts.length == 4 ? "" : parts[4]) {
      case "" -> Answer.json(open ? air() : people());
      case "places" -> Answer.json(open ? places() : areas());
      case "windows" -> windows(exchange, open);
      case "latest" -> Answer.json(latest(open));
      case "normal" -> Answer.json(normal(open));
      case "files" -> Answer.json(files());
      case "usage" -> Answer.json(usage());
      case "notices.atom" -> changes();
      case "privacy" -> new Answer(200, "text/html; charset=utf-8", privacy());
      case "feedback" -> {
        sent.add(body(exchange));
        String told = seen("received");
        yield new Answer(
            201,
            "application/json",
            "{\"address\":\""
                + city.address()
                + "/v1/feedback/"
                + SECRET
                + "\","
                + told.substring(1));
      }
      default -> new Answer(404, "application/problem+json", "{\"status\":404}");
    };
  }

  private static String air() {
    return """
        {"id":"havnstrup-air","tenant":"havnstrup","title":{"da":"Luftkvalitet i Havnstrup","en":"Air quality in Havnstrup"},"privacyClass":"open","simulated":true,
        "description":{"da":"Partikler målt på gader og pladser. Brug dem til mønstre, ikke til at kontrollere grænseværdier.","en":"Particles measured in streets and squares. Use them for patterns, not to check limit values."},
        "quantities":[{"id":"pm2-5","unit":"ug/m3","name":{"da":"Partikler PM2,5","en":"Particles PM2.5"},"theme":"air","kind":"gauge","scale":1},{"id":"rain-amount","unit":"mm","name":{"da":"Nedbør","en":"Rain"},"theme":"weather","kind":"amount","scale":2}],
        "resolutions":["PT15M","PT1H","P1D","P1M"],"owner":"Teknik og Miljø, Klima og Luft","contact":"luft@havnstrup.example",
        "purpose":{"da":"At vise borgere og planlæggere, hvor og hvornår luften er dårligst.","en":"To show residents and planners where and when the air is worst."},
        "legalBasis":"Kommunalfuldmagten","licence":"CC-BY-4.0","retention":"P5Y","lateness":"P7D",
        "publication":{"decidedBy":"Birgitte Fiktiv","decidedOn":"2025-12-18","reference":"2025-0101","riskAssessment":"Ingen.","remainingRisk":"Lille.","from":"2026-01-01T00:00:00Z"},
        "policy":{"release":"exact","windowsFrom":"2026-01-01T00:00:00Z"},"sensors":2,"places":2,
        "freshness":{"newestStart":"2026-11-22T00:15:00Z","publishedAt":"2026-11-22T00:24:06Z","completeThrough":{"PT15M":"2026-11-22T00:15:00Z"}},"updatedAt":"2026-11-22T00:24:06Z"}""";
  }

  private static String people() {
    return """
        {"id":"havnstrup-crowd","tenant":"havnstrup","title":{"da":"Trafik og fodgængere","en":"Traffic and pedestrians"},"privacyClass":"crowd","simulated":true,
        "description":{"da":"Hvor mange der passerer. Tallene er sløret, og hvor få passerer, oplyses intet.","en":"How many pass. The figures are blurred, and where few pass nothing is told."},
        "quantities":[{"id":"people-count","unit":"{people}","name":{"da":"Forbipasserende","en":"People passing"},"theme":"mobility","kind":"amount","scale":0}],
        "resolutions":["PT15M","PT1H","P1D","P1M"],"owner":"Teknik og Miljø, Vej og Trafik","contact":"trafik@havnstrup.example",
        "purpose":{"da":"At planlægge veje og skoleveje.","en":"To plan roads and ways to school."},"licence":"CC-BY-4.0","retention":"P2Y","lateness":"P7D",
        "policy":{"release":"protected","windowsFrom":"2026-01-01T00:00:00Z","versions":[{"version":1,"from":"2026-01-01T00:00:00Z","tree":"1km","resolution":"PT15M","unit":"passage","smallestGroup":20,"epsilon":"1/2","delay":"PT1M","tellsZero":false}]},"areas":1}""";
  }

  private static String places() {
    return """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","id":"havnstrup-torvet","geometry":{"type":"Point","coordinates":[10.2,55.9]},"properties":{"place":"havnstrup-torvet","name":{"da":"Torvet","en":"Market Square"},"sensors":["havnstrup-air-01"],"quantities":["pm2-5","rain-amount"]}},
        {"type":"Feature","id":"havnstrup-aahavn","geometry":{"type":"Point","coordinates":[10.3,55.9]},"properties":{"place":"havnstrup-aahavn","name":{"da":"Åhavnen","en":"Stream Harbour"},"sensors":["havnstrup-air-02"],"quantities":["pm2-5"]}}]}""";
  }

  private static String areas() {
    return """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":"1km_6199_576","geometry":{"type":"Polygon","coordinates":[]},"properties":{"area":"1km_6199_576"}}]}""";
  }

  /** A day of quarters of an hour that ends with the one that runs now. */
  private Answer windows(HttpExchange exchange, boolean open) {
    String query = exchange.getRequestURI().getQuery();
    asked.add(query);
    if (query.contains("format=csv")) {
      return new Answer(
          200,
          "text/csv",
          "start,quantity,unit,mean,sum\r\n2026-11-22T00:00:00Z,pm2-5,ug/m3,4.25,1\r\n");
    }
    String resolution = query.replaceAll(".*resolution=(\\w+).*", "$1");
    String quantity = query.replaceAll(".*quantity=([\\w-]+).*", "$1");
    long step = "P1D".equals(resolution) ? 86_400 : "PT1H".equals(resolution) ? 3_600 : 900;
    int count = (int) Math.max(8, 86_400 / step);
    long now = Instant.now().getEpochSecond() / step * step;
    String rows =
        IntStream.rangeClosed(0, count)
            .mapToObj(
                i -> row(open, quantity, resolution, now - (count - i) * step, step, i, count))
            .collect(Collectors.joining(","));
    return Answer.json("{\"dataset\":\"x\",\"windows\":[" + rows + "],\"next\":null}");
  }

  private static String row(
      boolean open, String quantity, String resolution, long at, long step, int index, int count) {
    String cell =
        "{%s,\"quantity\":\"%s\",\"unit\":\"ug/m3\",\"resolution\":\"%s\",\"start\":\"%s\",\"end\":\"%s\","
            .formatted(
                open
                    ? "\"place\":\"havnstrup-torvet\",\"sensor\":\"havnstrup-air-01\""
                    : "\"area\":\"1km_6199_576\"",
                quantity,
                resolution,
                Instant.ofEpochSecond(at),
                Instant.ofEpochSecond(at + step));
    if (index == count) {
      return cell + "\"status\":\"not-yet\"}";
    }
    if (index > count / 2 && index < count * 2 / 3) {
      return cell
          + (open
              ? "\"status\":\"missing\"}"
              : "\"status\":\"suppressed\",\"revision\":1,\"reason\":\"protected\"}");
    }
    double value = 6 + 4 * Math.sin(index / 9.0) + Math.sin(index * 2.1);
    return cell
        + (open
            ? "\"status\":\"complete\",\"revision\":1,\"count\":3,\"expected\":3,\"flagged\":0,\"flags\":[],\"mean\":%.2f,\"min\":%.1f,\"max\":%.1f,\"p05\":%.1f,\"p95\":%.1f,\"sum\":%.2f}"
                .formatted(value, value - 1, value + 1.2, value - 0.8, value + 1, value)
            : "\"status\":\"complete\",\"revision\":1,\"quality\":\"%s\",\"sum\":%d}"
                .formatted(index % 5 == 0 ? "rough" : "good", Math.round(value * 30)));
  }

  private static String latest(boolean open) {
    Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 900 * 900);
    String window =
        "{\"dataset\":\"%s\",%s,\"quantity\":\"%s\",\"unit\":\"ug/m3\",\"resolution\":\"PT15M\",\"start\":\"%s\",\"end\":\"%s\",\"status\":\"%s\",\"revision\":1,\"publishedAt\":\"%s\",%s}";
    String torvet = "\"place\":\"havnstrup-torvet\",\"sensor\":\"havnstrup-air-01\"";
    String harbour = "\"place\":\"havnstrup-aahavn\",\"sensor\":\"havnstrup-air-02\"";
    Instant end = start.plusSeconds(900);
    String told =
        open
            ? window.formatted(
                    "havnstrup-air", torvet, "pm2-5", start, end, "running", start, "\"mean\":4.25")
                + ","
                + window.formatted(
                    "havnstrup-air", harbour, "pm2-5", start, end, "running", start, "\"mean\":7.5")
            : window.formatted(
                "havnstrup-crowd",
                "\"area\":\"1km_6199_576\"",
                "people-count",
                start,
                end,
                "complete",
                start,
                "\"quality\":\"good\",\"sum\":143");
    return "{\"dataset\":\"x\",\"windows\":[" + told + "],\"next\":null}";
  }

  private static String normal(boolean open) {
    String hours =
        IntStream.range(0, 168)
            .mapToObj(
                i ->
                    "{\"weekday\":%d,\"hour\":%d,\"n\":8,\"median\":6.0,\"p25\":4.5,\"p75\":7.5}"
                        .formatted(i / 24 + 1, i % 24))
            .collect(Collectors.joining(","));
    return open
        ? "{\"series\":[{\"place\":\"havnstrup-torvet\",\"sensor\":\"havnstrup-air-01\",\"quantity\":\"pm2-5\",\"unit\":\"ug/m3\",\"statistic\":\"mean\",\"hours\":["
            + hours
            + "]}]}"
        : "{\"series\":[]}";
  }

  private static String files() {
    String file =
        "{\"month\":\"2026-10\",\"href\":\"/v1/datasets/havnstrup-air/files/2026-10.%s?resolution=PT15M\",\"mediaType\":\"application/gzip\",\"complete\":true,\"made\":true,\"rows\":5952,\"bytes\":81234,\"sha256\":\"ab\"}";
    return "{\"resolution\":\"PT15M\",\"files\":["
        + file.formatted("csv.gz")
        + ","
        + file.formatted("parquet")
        + "]}";
  }

  private static String usage() {
    return """
        {"dataset":"x","zone":"Europe/Copenhagen","fewest":10,"days":[{"day":"2026-11-20","latest":{"requests":1240},"windows":{"json":{"requests":310},"csv":{"fewerThan":10}},"files":{"fewerThan":10},"normal":{"fewerThan":10},"live":{"connections":30,"minutes":4100}}]}""";
  }

  private static String privacy() {
    return """
        <!doctype html><html lang="da"><head><style>h1 { color: green }</style></head><body><main><section lang="da"><h1>x</h1><h2>Hvordan er det beskyttet?</h2><ul><li>Tallene handler om omgivelserne.</li></ul></section>
        <section lang="en"><h1>x</h1><h2>How is it protected?</h2><ul><li>The figures are about the surroundings.</li></ul></section></main></body></html>""";
  }

  private static String seen(String state) {
    return "{\"dataset\":\"havnstrup-air\",\"state\":\"%s\",\"receivedAt\":\"2026-11-22T00:00:00Z\",\"keptUntil\":\"2027-11-22T00:00:00Z\"}"
        .formatted(state);
  }

  private Answer key(HttpExchange exchange) {
    sent.add(body(exchange));
    return new Answer(
        201,
        "application/json",
        "{\"name\":\"university\",\"key\":\"%s\",\"state\":\"requested\",\"forgottenAt\":\"2026-12-22T00:00:00Z\"}"
            .formatted(KEY));
  }

  private static Answer changes() {
    return new Answer(
        200,
        "application/atom+xml",
        """
        <feed xmlns="http://www.w3.org/2005/Atom">
         <entry><title>Luften: ny licens · The air: another licence</title><updated>2026-11-02T00:00:00Z</updated>
          <category term="licence"/><summary>Licensen er ændret fra CC-BY-4.0 til CC0-1.0. · The licence changed from CC-BY-4.0 to CC0-1.0.</summary></entry>
         <entry><title>Luften: offentliggjort · The air: published</title><updated>2026-01-01T00:00:00Z</updated>
          <category term="published"/><summary>Vinduer fra 2026-01-01 er åbne for alle. · Windows from 2026-01-01 on are open to everyone.</summary></entry>
        </feed>
        """
            .strip());
  }

  private static Answer notices() {
    return new Answer(
        200,
        "application/atom+xml",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Luften: offentliggjort · The air: published</title><updated>2026-01-01T00:00:00Z</updated></entry></feed>");
  }

  /** The service's own contract. */
  private static String contract(String name) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1_000);
    try (InputStream text =
        Objects.requireNonNull(
            StubDatasets.class.getClassLoader().getResourceAsStream("META-INF/" + name))) {
      Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(text);
      return new ObjectMapper().writeValueAsString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String body(HttpExchange exchange) {
    try {
      return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
