package dk.bypuls.api.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.live.Freshness;
import dk.bypuls.api.live.LatestAnswers;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fresh each dataset that anyone may see is, against what may be expected of it. No finer than
 * what the dataset itself tells.
 */
@ApplicationScoped
class Freshnesses {

  /** The newest window and the one that fills, and the way here. */
  private static final int WINDOWS = 2;

  private static final Duration GRACE = Duration.ofMinutes(1);

  private final RegistryView registry;
  private final LatestAnswers latest;

  Freshnesses(RegistryView registry, LatestAnswers latest) {
    this.registry = registry;
    this.latest = latest;
  }

  void write(ArrayNode out, Instant now) {
    Catalogue catalogue = registry.current();
    for (Dataset dataset : catalogue.shownTo(Visitor.ANYONE)) {
      write(out.addObject(), dataset, within(catalogue, dataset), now, fresh(catalogue, dataset));
    }
  }

  private Optional<Freshness> fresh(Catalogue catalogue, Dataset dataset) {
    return latest.freshness(catalogue, dataset);
  }

  private static void write(
      ObjectNode out, Dataset dataset, Duration within, Instant now, Optional<Freshness> fresh) {
    out.put("dataset", dataset.id());
    out.putObject("title").put("da", dataset.title().da()).put("en", dataset.title().en());
    out.put("status", state(within, now, fresh)).put("within", within.toString());
    fresh.ifPresent(
        known ->
            out.put("newestStart", known.newestStart().toString())
                .put("publishedAt", known.publishedAt().toString()));
  }

  private static String state(Duration within, Instant now, Optional<Freshness> fresh) {
    return fresh
        .map(known -> Duration.between(known.publishedAt(), now).compareTo(within) > 0)
        .map(isLate -> isLate ? "late" : "on-time")
        .orElse("not-yet");
  }

  private static Duration within(Catalogue catalogue, Dataset dataset) {
    Duration delay =
        dataset.protection().stream()
            .flatMap(policies -> policies.versions().stream())
            .map(Policy::rules)
            .map(Rules::delay)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return catalogue
        .resolutionsOf(dataset)
        .get(0)
        .usualLength()
        .multipliedBy(WINDOWS)
        .plus(delay)
        .plus(GRACE);
  }
}
