package dk.bypuls.events.registry;

import dk.bypuls.events.policy.Floor;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unit of publication: which quantities of which sensors, whose they are, and on what terms.
 *
 * @param profiles the sensors of these profiles belong to it …
 * @param sensors … and these
 * @param retention how long its windows are kept
 * @param lateness how long after a window's end a reading may still correct it
 * @param publication what was decided, and where it stands; absent means nothing is public (I3)
 * @param cells the smallest squares of the Danish square grid that it has windows of: {@code 100m}
 *     or {@code 250m}; absent for none
 * @param areas the named areas that it has windows of; absent for none
 * @param policies how data about people is protected, oldest version first; absent for none
 */
public record Dataset(
    String id,
    String tenant,
    Text title,
    @Nullable Text description,
    PrivacyClass privacyClass,
    List<String> profiles,
    List<String> sensors,
    List<String> quantities,
    @Nullable String owner,
    @Nullable String contact,
    @Nullable Text purpose,
    @Nullable String legalBasis,
    @Nullable String licence,
    @Nullable Period retention,
    Duration lateness,
    @Nullable Publication publication,
    @Nullable String cells,
    @Nullable List<Area> areas,
    @Nullable List<Policy> policies)
    implements Entity {

  /** How long a window of a dataset that says nothing else, or of no dataset, may be corrected. */
  public static final Duration DEFAULT_LATENESS = Duration.ofDays(7);

  public Dataset {
    profiles = List.copyOf(profiles);
    sensors = List.copyOf(sensors);
    quantities = List.copyOf(quantities);
    areas = areas == null || areas.isEmpty() ? null : List.copyOf(areas);
    policies = policies == null || policies.isEmpty() ? null : List.copyOf(policies);
  }

  /** A dataset that is not about people. */
  public Dataset(
      String id,
      String tenant,
      Text title,
      @Nullable Text description,
      PrivacyClass privacyClass,
      List<String> profiles,
      List<String> sensors,
      List<String> quantities,
      @Nullable String owner,
      @Nullable String contact,
      @Nullable Text purpose,
      @Nullable String legalBasis,
      @Nullable String licence,
      @Nullable Period retention,
      Duration lateness,
      @Nullable Publication publication,
      @Nullable String cells,
      @Nullable List<Area> areas) {
    this(
        id,
        tenant,
        title,
        description,
        privacyClass,
        profiles,
        sensors,
        quantities,
        owner,
        contact,
        purpose,
        legalBasis,
        licence,
        retention,
        lateness,
        publication,
        cells,
        areas,
        null);
  }

  /** A dataset that has windows of its sensors only. */
  public Dataset(
      String id,
      String tenant,
      Text title,
      @Nullable Text description,
      PrivacyClass privacyClass,
      List<String> profiles,
      List<String> sensors,
      List<String> quantities,
      @Nullable String owner,
      @Nullable String contact,
      @Nullable Text purpose,
      @Nullable String legalBasis,
      @Nullable String licence,
      @Nullable Period retention,
      Duration lateness,
      @Nullable Publication publication) {
    this(
        id,
        tenant,
        title,
        description,
        privacyClass,
        profiles,
        sensors,
        quantities,
        owner,
        contact,
        purpose,
        legalBasis,
        licence,
        retention,
        lateness,
        publication,
        null,
        null);
  }

  /**
   * Who decided that it is published, on which grounds, and where it stands since.
   *
   * @param from windows that start before it stay inside
   * @param standing where decisions have brought it; absent in what was only asked for, and in what
   *     was decided before there were stages, which is public
   */
  public record Publication(
      String decidedBy,
      LocalDate decidedOn,
      String reference,
      String riskAssessment,
      String remainingRisk,
      Instant from,
      @Nullable Standing standing) {

    /** One without a standing. */
    public Publication(
        String decidedBy,
        LocalDate decidedOn,
        String reference,
        String riskAssessment,
        String remainingRisk,
        Instant from) {
      this(decidedBy, decidedOn, reference, riskAssessment, remainingRisk, from, null);
    }

    /** The same on the same grounds, from another instant on, at another standing. */
    public Publication at(Instant start, @Nullable Standing now) {
      return new Publication(
          decidedBy, decidedOn, reference, riskAssessment, remainingRisk, start, now);
    }
  }

  /**
   * Where a publication stands.
   *
   * @param since when that stage began
   * @param publicSince when it was first shown to everyone; absent where it never was
   * @param sunset when a deprecated one will end; absent where nobody said
   * @param reachesBackTo the earliest start whose windows may be published too, by an order for the
   *     past; absent where nothing before {@code from} may
   */
  public record Standing(
      Stage stage,
      Instant since,
      @Nullable Instant publicSince,
      @Nullable Instant sunset,
      @Nullable Instant reachesBackTo) {}

  /** How far it is on its way, by decisions alone. */
  public Stage stage() {
    if (publication == null) {
      return Stage.INVENTORIED;
    }
    Standing standing = publication.standing();
    return standing == null ? Stage.PUBLIC : standing.stage();
  }

  /**
   * Whether everyone may see it: it was decided to be public, and there is what that needs (I3).
   */
  public boolean isPublic() {
    return stage().isForEveryone() && letsWindowsOut();
  }

  /**
   * Whether windows of it leave, for everyone or for those who were invited: as they are, or
   * protected.
   */
  public boolean letsWindowsOut() {
    return leavesWhole() || protection().isPresent();
  }

  /** Whether its windows leave as they are: those of an open dataset. */
  public boolean leavesWhole() {
    return stage().releases() && heldTo() == PrivacyClass.OPEN;
  }

  /**
   * Whether it was decided that its window which starts at that instant may leave as it is. Whether
   * it may, {@link Registry#releases} says: it knows what was recalled.
   */
  public boolean releases(Instant start) {
    return leavesWhole() && isDecidedAt(start);
  }

  /** Whether what is told of a protected leaf that starts at that instant may leave. */
  public boolean answers(Instant start) {
    return isDecidedAt(start) && protection().isPresent();
  }

  /**
   * Whether a window that starts at that instant may be told now. One that was told as it is may
   * not, once the dataset is protected.
   *
   * @param ofPeople whether it was protected when it was told
   */
  public boolean tells(Instant start, boolean ofPeople) {
    return ofPeople ? answers(start) : releases(start);
  }

  private boolean isDecidedAt(Instant start) {
    return publication != null && !start.isBefore(publication.from());
  }

  /**
   * How its windows are protected before anything of them leaves; absent where they leave as they
   * are, and where they do not leave.
   *
   * <p>No file with a policy below the floor of its class is applied, but the wall does not rely on
   * that.
   */
  public Optional<PolicyHistory> protection() {
    PrivacyClass heldTo = heldTo();
    if (!stage().releases() || policies == null || heldTo == PrivacyClass.OPEN) {
      return Optional.empty();
    }
    Floor floor = Floor.of(heldTo);
    return policies.stream().allMatch(policy -> floor.check(policy).isEmpty())
        ? Optional.of(new PolicyHistory(policies))
        : Optional.empty();
  }

  /**
   * The class that it is treated as: its own, or a stricter one that one of its quantities demands.
   *
   * <p>No file with such a dataset is applied, but the wall does not rely on that. A quantity that
   * only a newer Bypuls knows stays inside.
   */
  private PrivacyClass heldTo() {
    PrivacyClass strictest = privacyClass;
    for (String id : quantities) {
      PrivacyClass loosest =
          Quantities.find(id).map(Quantity::loosestClass).orElse(PrivacyClass.INTERNAL);
      strictest = strictest.isLooserThan(loosest) ? loosest : strictest;
    }
    return strictest;
  }

  /** The same dataset with another decision, or none. */
  public Dataset with(@Nullable Publication decided) {
    return new Dataset(
        id,
        tenant,
        title,
        description,
        privacyClass,
        profiles,
        sensors,
        quantities,
        owner,
        contact,
        purpose,
        legalBasis,
        licence,
        retention,
        lateness,
        decided,
        cells,
        areas,
        policies);
  }

  /** The same dataset with what another says for its readers: nothing that was decided on. */
  public Dataset withTextsOf(Dataset other) {
    return new Dataset(
        id,
        tenant,
        other.title,
        other.description,
        privacyClass,
        profiles,
        sensors,
        quantities,
        owner,
        other.contact,
        purpose,
        legalBasis,
        licence,
        retention,
        lateness,
        publication,
        cells,
        areas,
        policies);
  }

  /** Whether that sensor's readings of that quantity belong to it. */
  public boolean covers(Sensor sensor, String quantity) {
    return tenant.equals(sensor.tenant())
        && quantities.contains(quantity)
        && (profiles.contains(sensor.profile()) || sensors.contains(sensor.id()));
  }
}
