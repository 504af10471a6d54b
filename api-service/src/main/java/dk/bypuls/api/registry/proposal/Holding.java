package dk.bypuls.api.registry.proposal;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.api.registry.code.Owners;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what files may only ask for: a publication, and whatever would change a dataset that
 * was decided on. Their texts for readers apply at once; all else of them waits (I3).
 */
public final class Holding {

  private final Map<EntityKey, Entity> inForce;
  private final Map<String, Proposal> proposals;
  private final Intent intent;
  private final List<Step> steps = new ArrayList<>();

  private Holding(Intent intent, Map<EntityKey, Entity> inForce, Map<String, Proposal> proposals) {
    this.intent = intent;
    this.inForce = inForce;
    this.proposals = proposals;
  }

  /** What may be applied of what was wanted, and what the rest comes to. */
  public record Held(Intent applied, List<Step> steps) {}

  /**
   * Tells what may be applied from what may only be proposed.
   *
   * @param inForce all that is registered and not withdrawn
   * @param proposals the last of each dataset
   */
  public static Held of(
      Intent intent, Map<EntityKey, Entity> inForce, Map<String, Proposal> proposals) {
    return new Holding(intent, inForce, proposals).held();
  }

  private Held held() {
    SortedMap<EntityKey, Entity> applied = new TreeMap<>(intent.declared());
    applied.replaceAll((key, entity) -> entity instanceof Dataset dataset ? held(dataset) : entity);
    return new Held(new Intent(applied, intent.withdrawn()), List.copyOf(steps));
  }

  private Dataset held(Dataset wanted) {
    Dataset before = (Dataset) inForce.get(EntityKey.of(wanted));
    if (isFiction(wanted.tenant())) {
      return fiction(before, wanted);
    }
    Publication decided = before == null ? null : before.publication();
    if (before == null || decided == null) {
      return undecided(before, wanted);
    }
    Dataset stays = decided(before, decided, wanted);
    demandWhatItNeeds(stays);
    return stays;
  }

  private boolean isFiction(String tenant) {
    EntityKey key = new EntityKey(EntityKind.TENANT, tenant);
    Entity entity = intent.declared().getOrDefault(key, inForce.get(key));
    return entity instanceof Tenant known && known.simulated();
  }

  /** Fiction has a past of its own, and what was decided about its stage stays. */
  private Dataset fiction(@Nullable Dataset before, Dataset wanted) {
    Publication decided = before == null ? null : before.publication();
    Publication asked = wanted.publication();
    Dataset after = wanted.with(asked == null ? decided : approved(asked, decided));
    boolean isSame = before != null && after.withTextsOf(before).equals(before);
    if (after.publication() != null && !isSame) {
      steps.add(new Step(Step.Kind.APPROVED_AS_FICTION, before, after));
    }
    return after;
  }

  private static Publication approved(Publication asked, @Nullable Publication decided) {
    Standing standing =
        decided == null
            ? new Standing(Stage.PUBLIC, asked.from(), asked.from(), null, null)
            : decided.standing();
    return asked.at(asked.from(), standing);
  }

  /** Nothing of it is public: all may change, and a publication is asked for. */
  private Dataset undecided(@Nullable Dataset before, Dataset wanted) {
    Proposal known = proposals.get(wanted.id());
    Publication asked = wanted.publication();
    if (asked == null && known != null && known.isWaiting()) {
      asked = known.wanted().publication(); // what was proposed by hand is of the dataset as it is
    }
    if (asked != null) {
      propose(before, wanted.with(asked));
    }
    return wanted.with(null);
  }

  private Dataset decided(Dataset before, Publication decided, Dataset wanted) {
    Publication asked = wanted.publication();
    Publication grounds =
        asked == null || hasSameGrounds(asked, decided) ? decided.at(decided.from(), null) : asked;
    Dataset next = wanted.with(grounds);
    if (next.withTextsOf(before).equals(before.with(decided.at(decided.from(), null)))) {
      asBefore(before);
    } else {
      propose(before, next);
    }
    return before.withTextsOf(wanted);
  }

  /** {@code from} is no ground: once it is decided, only an order for the past moves it. */
  private static boolean hasSameGrounds(Publication asked, Publication decided) {
    return asked.at(decided.from(), decided.standing()).equals(decided);
  }

  private void propose(@Nullable Dataset before, Dataset next) {
    steps.add(new Step(kindOf(proposals.get(next.id()), next), before, next));
  }

  private static Step.Kind kindOf(@Nullable Proposal known, Dataset next) {
    if (known == null || !known.asksFor(next)) {
      return Step.Kind.PROPOSED;
    }
    return switch (known.state()) {
      case WAITING -> Step.Kind.STILL_WAITS;
      case REJECTED -> Step.Kind.WAS_REJECTED;
      case APPROVED -> Step.Kind.PROPOSED;
    };
  }

  /** The files want it as it is; what waits for other reasons than files goes on waiting. */
  private void asBefore(Dataset before) {
    Proposal known = proposals.get(before.id());
    if (known != null && known.isWaiting()) {
      boolean isOfGroundsOnly =
          known.wanted().with(null).withTextsOf(before).equals(before.with(null));
      steps.add(
          new Step(
              isOfGroundsOnly ? Step.Kind.STILL_WAITS : Step.Kind.DROPPED, before, known.wanted()));
    }
  }

  /** It stays as it is, so what it is made of must stay too. */
  private void demandWhatItNeeds(Dataset stays) {
    List<String> gone =
        Owners.needs(stays).stream()
            .filter(needed -> intent.withdrawn().contains(needed))
            .map(Objects::toString)
            .toList();
    if (!gone.isEmpty()) {
      throw Problem.of(
              422,
              "The dataset %s stays as it is until its change is approved, and it needs %s. Apply the change of the dataset first, and withdraw that when it is approved."
                  .formatted(stays.id(), String.join(", ", gone)))
          .asException();
    }
  }
}
