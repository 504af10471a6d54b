package dk.bypuls.aggregator.stream;

import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small registry in the making. */
final class Town {

  static final String TENANT = "lille";

  private final List<Entity> entities = new ArrayList<>();

  /** A profile of what is read as it is. */
  Town measuring(String id, @Nullable Duration interval, String quantity) {
    Profile.Field field =
        new Profile.Field(
            "/" + quantity, quantity, "1", BigDecimal.ONE, BigDecimal.ZERO, null, null);
    entities.add(
        new Profile(
            id, TENANT, new Profile.Product("Nordsensor", "X"), interval, null, List.of(field)));
    return this;
  }

  Town profile(String id, @Nullable Duration interval) {
    entities.add(
        new Profile(id, TENANT, new Profile.Product("Nordsensor", "X"), interval, null, List.of()));
    return this;
  }

  /** A profile of a counter that starts from zero again at that value. */
  Town counter(String id, @Nullable Duration interval, String quantity, String wraps) {
    Profile.Field field =
        new Profile.Field(
            "/" + quantity,
            quantity,
            "1",
            BigDecimal.ONE,
            BigDecimal.ZERO,
            null,
            null,
            null,
            new BigDecimal(wraps));
    entities.add(
        new Profile(
            id, TENANT, new Profile.Product("Nordsensor", "X"), interval, null, List.of(field)));
    return this;
  }

  /** A profile of a level that is stuck when it says the same for that long. */
  Town steady(String id, @Nullable Duration interval, String quantity, Duration stuckAfter) {
    Profile.Field field =
        new Profile.Field(
            "/" + quantity,
            quantity,
            "1",
            BigDecimal.ONE,
            BigDecimal.ZERO,
            null,
            null,
            null,
            null,
            stuckAfter);
    entities.add(
        new Profile(
            id, TENANT, new Profile.Product("Nordsensor", "X"), interval, null, List.of(field)));
    return this;
  }

  Town source(Source source) {
    entities.add(source);
    return this;
  }

  Town sensor(String id, String profile, Placement... placements) {
    entities.add(
        new Sensor(id, TENANT, List.of("lille-lorawan"), id, profile, List.of(placements)));
    return this;
  }

  /** A meter of a household, of which a place may have several. */
  Town meter(String id, String profile, String place, String household) {
    entities.add(
        new Sensor(
            id, TENANT, List.of("lille-lorawan"), id, profile, List.of(at(place)), household));
    return this;
  }

  Town dataset(
      String id,
      PrivacyClass privacyClass,
      String profile,
      Duration lateness,
      @Nullable Instant publicFrom,
      String... quantities) {
    entities.add(
        new Dataset(
            id,
            TENANT,
            new Text(id, id),
            null,
            privacyClass,
            List.of(profile),
            List.of(),
            List.of(quantities),
            "owner",
            "contact@lille.example",
            new Text("formål", "purpose"),
            "law",
            "CC-BY-4.0",
            Period.ofYears(1),
            lateness,
            publicFrom == null ? null : publication(publicFrom)));
    return this;
  }

  Town place(String id, double longitude, double latitude) {
    entities.add(new Place(id, TENANT, new Text(id, id), longitude, latitude));
    return this;
  }

  /** Lets the dataset that was told of last have windows of areas. */
  Town areas(@Nullable String cells, Area... areas) {
    Dataset plain = (Dataset) entities.remove(entities.size() - 1);
    entities.add(
        new Dataset(
            plain.id(),
            plain.tenant(),
            plain.title(),
            plain.description(),
            plain.privacyClass(),
            plain.profiles(),
            plain.sensors(),
            plain.quantities(),
            plain.owner(),
            plain.contact(),
            plain.purpose(),
            plain.legalBasis(),
            plain.licence(),
            plain.retention(),
            plain.lateness(),
            plain.publication(),
            cells,
            List.of(areas)));
    return this;
  }

  /** Protects the dataset that was told of last. */
  Town policies(Policy... policies) {
    Dataset plain = (Dataset) entities.remove(entities.size() - 1);
    entities.add(
        new Dataset(
            plain.id(),
            plain.tenant(),
            plain.title(),
            plain.description(),
            plain.privacyClass(),
            plain.profiles(),
            plain.sensors(),
            plain.quantities(),
            plain.owner(),
            plain.contact(),
            plain.purpose(),
            plain.legalBasis(),
            plain.licence(),
            plain.retention(),
            plain.lateness(),
            plain.publication(),
            plain.cells(),
            plain.areas(),
            List.of(policies)));
    return this;
  }

  static Area area(String id, @Nullable String within, String... places) {
    return new Area(id, new Text(id, id), List.of(places), within);
  }

  private static Publication publication(Instant from) {
    return new Publication(
        "A reviewer", LocalDate.of(2026, 1, 1), "2026-1", "assessed", "low", from);
  }

  Town recall(String dataset, Instant from, Instant to) {
    entities.add(new Recall("recall-1", dataset, from, to, to));
    return this;
  }

  Registry registry() {
    return new Registry(entities);
  }

  static Placement at(String place) {
    return new Placement(place, null);
  }

  static Placement at(String place, Instant from) {
    return new Placement(place, from);
  }
}
