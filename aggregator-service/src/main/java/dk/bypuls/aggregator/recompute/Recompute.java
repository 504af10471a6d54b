package dk.bypuls.aggregator.recompute;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dk.bypuls.aggregator.store.StoredHistory;
import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.aggregator.store.UnreadableHistoryException;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The program that recomputes windows from the readings that are still there and compares them with
 * history: in a process of its own, with state of its own, writing nothing anywhere.
 *
 * <p>It ends with 0 when they are identical, with 1 when they are not, and with 2 when it could not
 * find out.
 */
public final class Recompute {

  private static final int IDENTICAL = 0;
  private static final int DIFFERENT = 1;
  private static final int NOT_DONE = 2;

  /** Copies of a reading are known by those in the hour before it. */
  private static final Duration COPIES = Duration.ofHours(1);

  /** What was told this shortly before the end may not be in history yet. */
  private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

  private static final int MOST_PRINTED = 100;

  private final Map<String, String> environment;
  private final PrintStream out;

  public Recompute(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(new Recompute(System.getenv(), System.out).run(List.of(arguments), System.err));
  }

  public int run(List<String> words, PrintStream err) {
    try {
      Map<String, String> given = options(words);
      Asked asked = asked(given);
      Comparison comparison = compare(asked);
      if (given.containsKey("--json")) {
        out.println(json(asked, comparison));
      } else {
        print(asked, comparison);
      }
      return comparison.differences().isEmpty() ? IDENTICAL : DIFFERENT;
    } catch (RefusedException e) {
      err.println("bypuls: " + e.getMessage());
    } catch (UnreadableHistoryException | KafkaException e) {
      err.println("bypuls: cannot compare: " + e.getMessage());
    }
    return NOT_DONE;
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> given = new HashMap<>();
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      if (word.equals("--json")) {
        given.put(word, "");
      } else if (List.of("--dataset", "--sensor", "--from", "--to").contains(word)
          && index + 1 < words.size()) {
        index++;
        given.put(word, words.get(index));
      } else {
        throw new RefusedException("recompute does not know " + word + ", or misses its value");
      }
    }
    return given;
  }

  private static Asked asked(Map<String, String> given) {
    String dataset = given.get("--dataset");
    Instant from = instant(given, "--from");
    Instant to = instant(given, "--to");
    if (dataset == null || !from.isBefore(to)) {
      throw new RefusedException("say --dataset D, --from T and a later --to T");
    }
    return new Asked(dataset, given.getOrDefault("--sensor", ""), from, to);
  }

  private static Instant instant(Map<String, String> given, String option) {
    try {
      return Instant.parse(given.getOrDefault(option, ""));
    } catch (DateTimeException e) {
      throw new RefusedException("say " + option + " as an instant, such as 2026-11-01T00:00:00Z");
    }
  }

  private Comparison compare(Asked asked) {
    try (RetainedReadings readings = new RetainedReadings(value("BYPULS_KAFKA"))) {
      Registry registry = readings.registry();
      Dataset dataset =
          registry
              .dataset(asked.dataset())
              .orElseThrow(() -> new RefusedException("no dataset is called " + asked.dataset()));
      demandRetained(asked, readings.completeSince());
      Map<String, ToldWindow> recomputed = new TreeMap<>();
      List<HeardParts> parts = new ArrayList<>();
      Instant reached = Instant.MAX;
      for (TopicPartition partition : readings.partitions()) {
        int room = Limits.MOST_WINDOWS - recomputed.size();
        Recomputation one =
            new Recomputation(
                asked, registry, dataset, WindowRules.DEFAULT, partition.partition(), room);
        readings.read(partition, one::take);
        recomputed.putAll(one.told());
        parts.add(one.parts());
        reached = one.reached().isBefore(reached) ? one.reached() : reached;
      }
      int room = Limits.MOST_WINDOWS - recomputed.size();
      recomputed.putAll(
          new AreaRecomputation(asked, registry, WindowRules.DEFAULT, parts.size(), room)
              .of(parts));
      Map<String, ToldWindow> stored = stored(asked);
      // What was recalled is not there, and what came of it afterwards is half of it.
      stored.values().removeIf(told -> isRecalled(registry, told));
      recomputed.values().removeIf(told -> isRecalled(registry, told));
      return Comparison.of(stored, recomputed, reached.minus(ON_THE_WAY));
    }
  }

  private static boolean isRecalled(Registry registry, ToldWindow told) {
    Window window = told.window();
    return registry.isRecalled(window.dataset(), window.start(), window.end());
  }

  private Map<String, ToldWindow> stored(Asked asked) {
    try (StoredHistory history =
        StoredHistory.open(
            value("BYPULS_DATABASE_URL"), "bypuls_sink", value("BYPULS_SINK_PASSWORD"))) {
      Map<String, ToldWindow> windows =
          history.windows(
              asked.dataset(), asked.sensor(), "", asked.from(), asked.to(), Limits.MOST_WINDOWS);
      Limits.demandFew(windows.size(), Limits.MOST_WINDOWS);
      return windows;
    }
  }

  /** A window whose first readings are forgotten would differ for that reason alone. */
  private static void demandRetained(Asked asked, Optional<Instant> since) {
    Optional<Instant> earliest = since.map(it -> it.plus(WindowRules.DEFAULT.ahead()).plus(COPIES));
    if (earliest.isPresent() && asked.from().isBefore(earliest.get())) {
      throw new RefusedException(
          "readings are retained since %s: windows can be recomputed that start at or after %s"
              .formatted(since.orElseThrow(), earliest.get()));
    }
  }

  private String value(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .orElseThrow(() -> new RefusedException("the variable " + variable + " is not set"));
  }

  private void print(Asked asked, Comparison comparison) {
    for (Comparison.Difference difference :
        comparison.differences().stream().limit(MOST_PRINTED).toList()) {
      out.println(name(difference.what()) + " " + difference.cell());
      if (difference.stored() != null) {
        out.println("  stored     " + difference.stored());
      }
      if (difference.recomputed() != null) {
        out.println("  recomputed " + difference.recomputed());
      }
    }
    out.printf(
        "%s from %s to %s: %d windows compared, %d differ, %d too new to compare%n",
        asked.dataset(),
        asked.from(),
        asked.to(),
        comparison.compared(),
        comparison.differences().size(),
        comparison.unsettled());
  }

  private static String name(Comparison.What what) {
    return what.name().toLowerCase(Locale.ROOT);
  }

  private static String json(Asked asked, Comparison comparison) {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer
        .put("dataset", asked.dataset())
        .put("from", asked.from().toString())
        .put("to", asked.to().toString())
        .put("compared", comparison.compared())
        .put("unsettled", comparison.unsettled());
    ArrayNode differences = answer.putArray("differences");
    for (Comparison.Difference difference : comparison.differences()) {
      ObjectNode one = differences.addObject().put("what", name(difference.what()));
      one.put("cell", difference.cell());
      if (difference.stored() != null) {
        one.putRawValue("stored", new RawValue(difference.stored()));
      }
      if (difference.recomputed() != null) {
        one.putRawValue("recomputed", new RawValue(difference.recomputed()));
      }
    }
    return answer.toString();
  }
}
