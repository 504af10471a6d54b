package dk.bypuls.adversary;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.surface.OpenSurface;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.grid.GridCell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The adversary at the open side of a running city: asks every open surface for all it has of a
 * dataset about people, again and again, as it was and as it is, and reads each window that it
 * sees.
 */
public final class Spy {

  private static final Pattern NEXT = Pattern.compile("\"next\":\"https?://[^/\"]*([^\"]+)\"");
  private static final Pattern POSITION = Pattern.compile("\\.[0-9a-z]+");
  private static final String GAPS = "gaps=true";
  private static final Duration[] AGO = {
    Duration.ofMinutes(20), Duration.ofHours(2), Duration.ofDays(1)
  };

  /** How often the last leaves are asked for: noise that is drawn anew is averaged away. */
  private static final int AGAIN = 40;

  private static final int FEW = 3;

  /** So many quarters, days or whatever leaves are, are asked for again. */
  private static final int LAST_LEAVES = 4;

  private final Door door;
  private final String dataset;
  private final Known known;
  private final Resolution leaf;
  private final Set<Sight> seen = new LinkedHashSet<>();

  /** What was asked for again, however often the same was answered. */
  private final List<Sight> again = new ArrayList<>();

  private Spy(Door door, String dataset) {
    this.door = door;
    this.dataset = dataset;
    JsonNode versions = Sight.read(demand("").body()).path("policy").path("versions");
    long group =
        StreamSupport.stream(versions.spliterator(), false)
            .mapToLong(version -> version.path("smallestGroup").asLong())
            .min()
            .orElseThrow(() -> new IllegalStateException(dataset + " is not about people"));
    // Of counts; whatever else is rounded is no whole number of anything.
    known = new Known(group, 1);
    leaf = Resolution.valueOf(versions.path(versions.size() - 1).path("resolution").asText());
  }

  /** Looks at all there is of that dataset. */
  public static Spy at(Door door, String dataset) {
    Spy spy = new Spy(door, dataset);
    spy.lookEverywhere();
    spy.lookIntoThePast();
    spy.lookAgain();
    spy.listen();
    return spy;
  }

  /** The datasets about people that a city shows to everyone. */
  public static List<String> datasets(Door door) {
    return StreamSupport.stream(
            Sight.read(door.ask("/v1/datasets").body()).path("datasets").spliterator(), false)
        .filter(each -> Set.of("crowd", "household").contains(each.path("privacyClass").asText()))
        .map(each -> each.path("id").asText())
        .toList();
  }

  private Door.Reply demand(String path) {
    Door.Reply reply = door.ask("/v1/datasets/" + dataset + path);
    if (reply.status() != 200) {
      throw new IllegalStateException(dataset + path + " is answered with " + reply.status());
    }
    return reply;
  }

  private void lookEverywhere() {
    for (OpenSurface surface : OpenSurface.all()) {
      if (surface.service() == OpenSurface.Service.API && !surface.isStream()) {
        surface.asks(dataset).forEach(path -> lookThrough(path, seen));
      }
    }
  }

  /** All pages of an answer. */
  private void lookThrough(String path, Collection<Sight> into) {
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      String body = door.ask(next.get()).body();
      look(body, into);
      Matcher address = NEXT.matcher(body);
      // Of what is not there, every page says the same.
      boolean goesOn = address.find() && !path.contains(GAPS);
      next = goesOn ? Optional.of(address.group(1)) : Optional.empty();
    }
  }

  private void look(String text, Collection<Sight> into) {
    Sight.in(text).stream()
        .filter(sight -> sight.isOf(dataset) && sight.isWindow())
        .forEach(into::add);
  }

  /** What was known earlier: before what was said last, and before any later revision. */
  private void lookIntoThePast() {
    Set<Instant> moments = new LinkedHashSet<>();
    seen.stream()
        .filter(sight -> sight.revision() > 1)
        .map(Sight::publishedAt)
        .min(Instant::compareTo)
        .ifPresent(later -> moments.add(later.minusMillis(1)));
    seen.stream()
        .map(Sight::publishedAt)
        .max(Instant::compareTo)
        .ifPresent(
            newest -> {
              moments.add(newest.minusMillis(1));
              for (Duration ago : AGO) {
                moments.add(newest.minus(ago));
              }
            });
    for (Instant moment : moments) {
      lookThrough(windows(leaf) + "&from=P3660D&limit=10000&as_of=" + moment, seen);
    }
  }

  private String windows(Resolution resolution) {
    return "/v1/datasets/" + dataset + "/windows?resolution=" + resolution;
  }

  private void lookAgain() {
    Optional<Instant> last =
        leaves().stream().map(sight -> Instant.parse(sight.field("start"))).max(Instant::compareTo);
    for (int time = 0; last.isPresent() && time < AGAIN; time++) {
      Instant from = last.get().minus(leaf.usualLength().multipliedBy(LAST_LEAVES - 1L));
      lookThrough(windows(leaf) + "&limit=" + (1_000 + time) + "&from=" + from, again);
    }
  }

  /** What is told live, and what is told once more to who says to have been away for long. */
  private void listen() {
    String path = "/v1/live?dataset=" + dataset;
    List<Door.Heard> heard = new ArrayList<>(door.listen(path + "&resolution=" + leaf, null));
    Optional<String> since =
        heard.stream().map(Door.Heard::id).filter(id -> !id.isEmpty()).findFirst();
    since.ifPresent(id -> heard.addAll(door.listen(path, beginning(id))));
    heard.forEach(each -> look(each.data(), seen));
  }

  private static @Nullable String beginning(String id) {
    return POSITION.matcher(id).replaceAll(".0");
  }

  /** All that was seen, by quantity. */
  public Map<String, List<Told>> told() {
    Map<String, List<Told>> told = new TreeMap<>();
    Stream.concat(seen.stream(), again.stream())
        .forEach(
            sight ->
                told.computeIfAbsent(sight.field("quantity"), quantity -> new ArrayList<>())
                    .add(sight.told()));
    return told;
  }

  /** Leaves, each as it was seen first. */
  public List<Sight> leaves() {
    List<Sight> leaves = new ArrayList<>();
    Set<String> cells = new HashSet<>();
    for (Sight sight : seen) {
      boolean isLeaf =
          !sight.fields().containsKey("leaves") && !sight.field("status").equals("running");
      if (isLeaf && cells.add(sight.cell())) {
        leaves.add(sight);
      }
    }
    return List.copyOf(leaves);
  }

  /** What anyone can read of how people are protected. */
  public Known known() {
    return known;
  }

  /** Windows of sensors, and those that say more than a window about people may. */
  public List<String> tooMuch() {
    Set<String> never =
        Set.of("sensor", "place", "count", "expected", "completeness", "flags", "contributors");
    return seen.stream()
        .filter(sight -> never.stream().anyMatch(sight.fields()::containsKey))
        .map(sight -> "a window tells more than it may: " + sight.fields())
        .distinct()
        .toList();
  }

  /** How often an attack claims to know something. */
  public long claims(Attack attack) {
    return told().values().stream().mapToLong(told -> attack.claims(told, known).size()).sum();
  }

  /** Of how many values what was withheld may be, at least, by all equations together. */
  public long narrowestWithheld() {
    return told().values().stream()
        .mapToLong(told -> new Reconstruction(new Equations(told, known)).narrowest())
        .filter(width -> width > 0)
        .min()
        .orElse(0);
  }

  /** How many different windows were seen. */
  public int windows() {
    return seen.size();
  }

  public long withheld() {
    return leaves().stream().filter(Sight::isWithheld).count();
  }

  /** Squares beside those that something is told of. */
  public Set<String> undeclared() {
    Set<String> told = seen.stream().map(sight -> sight.field("area")).collect(toSet());
    return leaves().stream()
        .flatMap(sight -> GridCell.named(sight.field("area")).stream())
        .map(
            square ->
                new GridCell(square.size(), square.north(), square.east() + square.size().metres())
                    .name())
        .filter(name -> !told.contains(name))
        .limit(FEW)
        .collect(toSet());
  }
}
