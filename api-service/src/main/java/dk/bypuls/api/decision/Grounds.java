package dk.bypuls.api.decision;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * On which grounds a publication is proposed. What is absent is as it was proposed or decided
 * before.
 *
 * @param decidedBy in whose name; else the dataset's owner
 * @param decidedOn on which day; else today
 * @param from which windows; else those that start from now on
 */
record Grounds(
    @Nullable String decidedBy,
    @Nullable LocalDate decidedOn,
    @Nullable String reference,
    @Nullable String riskAssessment,
    @Nullable String remainingRisk,
    @Nullable Instant from) {

  /** The publication that they make. What nobody said is empty. */
  Publication on(Dataset dataset, Instant now) {
    Publication known = dataset.publication();
    String owner = dataset.owner() == null ? "" : dataset.owner();
    return new Publication(
        first(decidedBy, known == null ? owner : known.decidedBy()),
        first(
            decidedOn,
            known == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : known.decidedOn()),
        first(reference, known == null ? "" : known.reference()),
        first(riskAssessment, known == null ? "" : known.riskAssessment()),
        first(remainingRisk, known == null ? "" : known.remainingRisk()),
        first(from, known == null ? now : known.from()));
  }

  private static <T> T first(@Nullable T said, T otherwise) {
    return said == null ? otherwise : said;
  }
}
