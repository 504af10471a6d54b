package dk.bypuls.api.registryview;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/** A dataset that anyone may know of. */
public final class LilleSet {

  private LilleSet() {}

  public static Dataset open() {
    return new Dataset(
        "lille-set",
        "lille",
        new Text("Et sæt", "A set"),
        null,
        PrivacyClass.OPEN,
        List.of("lille-profile"),
        List.of(),
        List.of("pm10"),
        "Owner",
        "owner@lille.example",
        new Text("Formål", "Purpose"),
        "Law",
        "CC-BY-4.0",
        Period.ofYears(2),
        Duration.ofDays(7),
        new Dataset.Publication(
            "R", LocalDate.of(2026, 1, 1), "2026-1", "Assessed", "None", Instant.EPOCH));
  }
}
