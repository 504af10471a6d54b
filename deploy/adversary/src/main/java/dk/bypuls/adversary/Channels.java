package dk.bypuls.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What tells of a withheld cell beside what is said of it: how long the answer is, its headers and
 * its tag, when the tag changes, how long the answer took; and whether what is not there is
 * answered otherwise than what nobody may know of.
 */
public final class Channels {

  private static final int CELLS = 12;
  private static final int TOLD = 4;
  private static final int ROUNDS = 15;

  /** What a busy machine does to one cell it does not do to the same again and again. */
  private static final int LOOKS = 3;

  /** Of each cell that many of a hundred answers were as quick, or quicker: noise only adds. */
  private static final int QUICK_PERCENT = 25;

  /** What a busy machine may make of the same. */
  private static final double MILLIS = 8;

  private static final double TIMES = 2;

  /** Headers that are of the moment or of the text. */
  private static final Set<String> OF_THE_ANSWER = Set.of("date", "etag", "content-length");

  private final Door door;
  private final String dataset;
  private final List<Sight> withheld;
  private final List<Sight> told;

  public Channels(Door door, String dataset, Spy spy) {
    this.door = door;
    this.dataset = dataset;
    this.withheld = some(CELLS, spy.leaves().stream().filter(Sight::isWithheld).toList());
    this.told = some(TOLD, spy.leaves().stream().filter(sight -> !sight.isWithheld()).toList());
  }

  /** So many of them, from all over. */
  private static List<Sight> some(int most, List<Sight> all) {
    int count = Math.min(most, all.size());
    return IntStream.range(0, count)
        .mapToObj(each -> all.get((int) ((long) each * all.size() / count)))
        .toList();
  }

  private String about(Sight cell) {
    return about(cell.field("area"), cell, cell.field("start"), cell.field("end"));
  }

  private String about(String area, Sight like, String from, String to) {
    return "/v1/datasets/%s/windows?format=ndjson&resolution=%s&quantity=%s&area=%s&from=%s&to=%s"
        .formatted(dataset, like.field("resolution"), like.field("quantity"), area, from, to);
  }

  /** That all withheld cells are answered alike but for their names and times. */
  public List<String> ofShape() {
    Map<String, String> shapes = new TreeMap<>();
    for (Sight cell : withheld) {
      Door.Reply reply = door.ask(about(cell));
      shapes.put(shape(reply, cell), cell.cell());
    }
    return shapes.size() <= 1 ? List.of() : List.of("withheld cells differ: " + shapes);
  }

  private static String shape(Door.Reply reply, Sight cell) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers());
    headers.keySet().removeIf(OF_THE_ANSWER::contains);
    String body = reply.body();
    for (String name : List.of("area", "quantity", "unit", "start", "end", "finalAt")) {
      body = body.replace('"' + cell.field(name) + '"', "\"\"");
    }
    body = body.replaceAll("\"publishedAt\":\"[^\"]*\"", "");
    return reply.status() + " " + headers + " " + body;
  }

  /**
   * That the tag of a withheld cell changes only when that of a question about nothing does: else
   * it says that something came of which nothing is told.
   */
  public List<String> ofTags() {
    return withheld.stream().limit(1).flatMap(cell -> ofTag(cell).stream()).toList();
  }

  private List<String> ofTag(Sight cell) {
    List<String> findings = new ArrayList<>();
    String before = "";
    String nothingBefore = "";
    for (int round = 0; round < ROUNDS; round++) {
      String first = door.ask(about(cell)).tag();
      String ofNothing = door.ask(aboutNothing(cell)).tag();
      // What moves while we ask moved all of them, or will.
      boolean isStill = first.equals(door.ask(about(cell)).tag());
      boolean moved = !before.isEmpty() && !first.equals(before);
      if (isStill && moved && ofNothing.equals(nothingBefore)) {
        findings.add("the tag of a withheld cell moved by itself: " + cell.cell());
      }
      before = isStill ? first : "";
      nothingBefore = ofNothing;
    }
    return findings;
  }

  /** Of a time in which nothing was measured. */
  private String aboutNothing(Sight cell) {
    return about(cell.field("area"), cell, "2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");
  }

  /**
   * That no withheld cell takes longer than others, nor than those that are told: what does so each
   * time one looks.
   */
  public List<String> ofTime() {
    Map<String, String> findings = slowOnes();
    for (int again = 1; again < LOOKS && !findings.isEmpty(); again++) {
      findings.keySet().retainAll(slowOnes().keySet());
    }
    return List.copyOf(findings.values());
  }

  private Map<String, String> slowOnes() {
    Map<String, List<Double>> times = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Sight cell : withheld) {
        time(times, "withheld " + cell.cell(), about(cell));
      }
      for (Sight cell : told) {
        time(times, "told", about(cell));
        time(times, "empty", aboutNothing(cell));
      }
    }
    Map<String, Double> quick = new TreeMap<>();
    times.forEach((of, each) -> quick.put(of, quick(each)));
    double usual = quick.values().stream().min(Double::compare).orElse(0.0);
    Map<String, String> slow = new TreeMap<>();
    quick.forEach(
        (of, millis) -> {
          if (millis > usual * TIMES + MILLIS) {
            slow.put(of, "%s takes %.1f ms, and the quickest %.1f ms".formatted(of, millis, usual));
          }
        });
    return slow;
  }

  private void time(Map<String, List<Double>> times, String of, String path) {
    times.computeIfAbsent(of, name -> new ArrayList<>()).add(door.ask(path).took().toNanos() / 1e6);
  }

  private static double quick(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(each -> each).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length * QUICK_PERCENT / 100];
  }

  /**
   * That what nobody may know of is answered as what is not there.
   *
   * @param secrets datasets, sensors, places and areas that are there, and of which nothing is told
   */
  public List<String> ofStrangers(Set<String> secrets) {
    List<String> findings = new ArrayList<>();
    for (String secret : new TreeSet<>(secrets)) {
      for (String path : asks(secret)) {
        String nobody = "x".repeat(secret.length());
        String known = plain(door.ask(path), secret);
        String unknown = plain(door.ask(path.replace(secret, nobody)), nobody);
        if (!known.equals(unknown)) {
          findings.add(
              "%s is answered with %s, and %s with %s".formatted(path, known, nobody, unknown));
        }
      }
    }
    return findings;
  }

  private List<String> asks(String secret) {
    List<String> asks = new ArrayList<>();
    for (String path : List.of("", "/places", "/privacy", "/latest", "/windows", "/normal")) {
      asks.add("/v1/datasets/" + secret + path);
    }
    for (String name : List.of("sensor", "place", "area")) {
      for (String path : List.of("/windows", "/latest")) {
        asks.add("/v1/datasets/" + dataset + path + "?" + name + "=" + secret);
      }
    }
    asks.add("/v1/live?dataset=" + secret);
    asks.add("/v1/live?dataset=" + dataset + "&area=" + secret);
    return asks;
  }

  /** Without the name that was asked for, and without which public name may have been meant. */
  private static String plain(Door.Reply reply, String name) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers());
    headers.keySet().removeIf(OF_THE_ANSWER::contains);
    String body = reply.body().replace(name, "").replaceAll(" Did you mean [^?\"]*\\?", "");
    return reply.status() + " " + headers + " " + body;
  }

  /** All of them. */
  public List<String> findings(Set<String> secrets) {
    return Stream.of(ofShape(), ofTags(), ofTime(), ofStrangers(secrets))
        .flatMap(List::stream)
        .toList();
  }
}
