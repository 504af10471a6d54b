package dk.bypuls.api.notice;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The notices that follow from what is registered, so that every instance has the same, also after
 * a restart.
 */
public final class Notices {

  private static final Comparator<Notice> NEWEST_FIRST =
      Comparator.comparing(Notice::at).reversed().thenComparing(Notice::id);

  private Notices() {}

  /** All that may be told to everyone, the newest first. */
  public static List<Notice> of(Catalogue catalogue) {
    return catalogue.registry().datasets().stream()
        .flatMap(dataset -> of(catalogue, dataset).stream())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /** What may be told to everyone of one dataset, the newest first. */
  public static List<Notice> of(Catalogue catalogue, Dataset dataset) {
    List<Notice> notices = new ArrayList<>();
    if (catalogue.shownTo(Visitor.ANYONE, dataset.id()).isPresent()) {
      addPublication(notices, dataset);
      addPolicies(notices, dataset);
      addChanges(notices, dataset, catalogue.registry().changesOf(dataset.id()));
      for (Recall recall : catalogue.registry().recalls()) {
        if (recall.dataset().equals(dataset.id())) {
          notices.add(recalled(dataset, recall));
        }
      }
    } else if (dataset.stage() == Stage.WITHDRAWN
        && catalogue.mayHearOfEnd(Visitor.ANYONE, dataset.id())) {
      addWithdrawal(notices, dataset);
    }
    notices.sort(NEWEST_FIRST);
    return notices;
  }

  private static void addPublication(List<Notice> notices, Dataset dataset) {
    Dataset.Publication decided = dataset.publication();
    if (decided == null) {
      return;
    }
    Dataset.Standing standing = decided.standing();
    Instant since = standing == null ? null : standing.publicSince();
    Instant at =
        since == null ? decided.decidedOn().atStartOfDay(Resolution.ZONE).toInstant() : since;
    notices.add(
        notice(
            dataset,
            Notice.Kind.PUBLISHED,
            "" + at.getEpochSecond(),
            at,
            new Text("offentliggjort", "published"),
            new Text(
                "Vinduer fra " + decided.from() + " er åbne for alle.",
                "Windows from " + decided.from() + " on are open to everyone.")));
    if (standing != null && dataset.stage() == Stage.DEPRECATED) {
      Instant sunset = standing.sunset();
      notices.add(
          notice(
              dataset,
              Notice.Kind.DEPRECATED,
              "" + standing.since().getEpochSecond(),
              standing.since(),
              new Text("udfases", "deprecated"),
              new Text(
                  sunset == null ? "Sæt ikke nyt op på det." : "Det ophører " + sunset + ".",
                  sunset == null ? "Build nothing new on it." : "It ends at " + sunset + ".")));
    }
  }

  private static void addPolicies(List<Notice> notices, Dataset dataset) {
    List<Policy> policies = dataset.policies();
    if (policies == null) {
      return;
    }
    Policy before = null;
    for (Policy policy : policies) {
      Text figures =
          before == null ? new Text("", "") : PolicyWords.between(dataset, before, policy);
      before = policy;
      notices.add(
          notice(
              dataset,
              Notice.Kind.POLICY,
              "" + policy.version(),
              policy.from(),
              new Text("politik " + policy.version(), "policy " + policy.version()),
              new Text(
                  "Version %d af beskyttelsen gælder fra %s%s"
                      .formatted(policy.version(), policy.from(), after(figures.da())),
                  "Version %d of its protection is in force from %s%s"
                      .formatted(policy.version(), policy.from(), after(figures.en())))));
    }
  }

  private static String after(String figures) {
    return figures.isEmpty() ? "" : ": " + figures;
  }

  private static void addChanges(
      List<Notice> notices, Dataset dataset, List<DatasetChange> changes) {
    for (DatasetChange change : changes) {
      for (DatasetChange.Alteration alteration : change.alterations()) {
        TermsNotices.of(alteration)
            .ifPresent(
                told ->
                    notices.add(
                        notice(
                            dataset,
                            told.kind(),
                            "" + change.at().toEpochMilli(),
                            change.at(),
                            told.title(),
                            told.text())));
      }
    }
  }

  private static Notice recalled(Dataset dataset, Recall recall) {
    Recall.Stretch stretch = recall.stretch(dataset.publication());
    return notice(
        dataset,
        Notice.Kind.RECALLED,
        "" + recall.at().toEpochMilli(),
        recall.at(),
        new Text("tilbagekaldt", "recalled"),
        new Text(
            "Slet hvad I har fra %s til %s.".formatted(stretch.from(), stretch.to()),
            "Delete what you have from %s to %s.".formatted(stretch.from(), stretch.to())));
  }

  private static void addWithdrawal(List<Notice> notices, Dataset dataset) {
    Dataset.Publication decided = dataset.publication();
    Dataset.Standing standing = decided == null ? null : decided.standing();
    if (standing != null) {
      notices.add(
          notice(
              dataset,
              Notice.Kind.WITHDRAWN,
              "" + standing.since().getEpochSecond(),
              standing.since(),
              new Text("trukket tilbage", "withdrawn"),
              new Text("Det vises ikke mere.", "It is shown no more.")));
    }
  }

  private static Notice notice(
      Dataset dataset, Notice.Kind kind, String which, Instant at, Text what, Text text) {
    return new Notice(
        "urn:bypuls:notice:" + dataset.id() + ":" + kind.id() + ":" + which,
        kind,
        dataset.id(),
        at,
        new Text(dataset.title().da() + ": " + what.da(), dataset.title().en() + ": " + what.en()),
        text);
  }
}
