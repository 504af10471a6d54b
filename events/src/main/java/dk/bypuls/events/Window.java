package dk.bypuls.events;

import dk.bypuls.events.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sensor or an area over one stretch of time.
 *
 * <p>When it was published is the append time of its record; it is not in the record.
 *
 * @param dataset the dataset it belongs to, or empty where a sensor's quantity is in none
 * @param revision 0 while running, 1 when first complete, one more for each correction
 * @param finalAt when the dataset's lateness is over
 * @param count how many readings entered
 * @param flagged how many did not enter, because something is wrong with them
 * @param expected how many were due by the profile's interval; absent where a series has none
 * @param flags bits of {@link Flag}
 * @param reason why it is suppressed, why there is a further revision, or that it was made of
 *     files; absent otherwise
 * @param protection what is said of a window about people; absent for others
 */
public record Window(
    String dataset,
    Cell cell,
    Quantity quantity,
    Resolution resolution,
    Instant start,
    Instant end,
    Status status,
    int revision,
    Instant finalAt,
    long count,
    long flagged,
    OptionalInt expected,
    int flags,
    Statistics statistics,
    @Nullable String reason,
    @Nullable Protection protection)
    implements WindowEvent {

  /** Why nothing is told of a window about people. There is no other reason to withhold one. */
  public static final String PROTECTED = "protected";

  /** Why a revision was made: readings came late, or where the sensor stood is known better. */
  public static final String CORRECTED = "corrected";

  /** Why a window or a revision was made: of files, long after its time. */
  public static final String BACK_FILL = "back-fill";

  /** Why a revision about people was made: a later policy is stricter. */
  public static final String POLICY = "policy";

  /** Whether a window is still filling, has all that came by its completion, or is withheld. */
  public enum Status implements Numbered {
    RUNNING(1, "running"),
    COMPLETE(2, "complete"),
    SUPPRESSED(3, "suppressed");

    private final int number;
    private final String json;

    Status(int number, String json) {
      this.number = number;
      this.json = json;
    }

    @Override
    public int number() {
      return number;
    }

    public String json() {
      return json;
    }

    public static Status numbered(int number) {
      return Numbered.find(values(), number);
    }
  }

  /** A window that is not about people. */
  public Window(
      String dataset,
      Cell cell,
      Quantity quantity,
      Resolution resolution,
      Instant start,
      Instant end,
      Status status,
      int revision,
      Instant finalAt,
      long count,
      long flagged,
      OptionalInt expected,
      int flags,
      Statistics statistics,
      @Nullable String reason) {
    this(
        dataset,
        cell,
        quantity,
        resolution,
        start,
        end,
        status,
        revision,
        finalAt,
        count,
        flagged,
        expected,
        flags,
        statistics,
        reason,
        null);
  }

  public Window {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a window ends after it starts");
    }
    if (status == Status.SUPPRESSED && (!statistics.isEmpty() || count != 0 || flagged != 0)) {
      throw new IllegalArgumentException("a suppressed window carries no figure");
    }
    if (status == Status.SUPPRESSED && reason == null) {
      throw new IllegalArgumentException("a suppressed window says why");
    }
    if (protection != null && !tellsNothingElse(count, flagged, expected, flags)) {
      throw new IllegalArgumentException("a protected window has one value, and nothing beside it");
    }
    if (status != Status.SUPPRESSED && reason != null && !mayHaveReason(revision, reason)) {
      throw new IllegalArgumentException("there is no reason for a first revision");
    }
  }

  private static boolean tellsNothingElse(
      long count, long flagged, OptionalInt expected, int flags) {
    return count == 0 && flagged == 0 && expected.isEmpty() && flags == 0;
  }

  private static boolean mayHaveReason(int revision, String reason) {
    return revision > 1 || (revision == 1 && reason.equals(BACK_FILL));
  }

  /** Where it was measured and what: the windows of one series differ in time and revision only. */
  public String seriesKey() {
    String where =
        cell instanceof Cell.SensorCell sensor
            ? sensor.place() + "/" + sensor.sensor()
            : "area/" + ((Cell.AreaCell) cell).area();
    return dataset + "/" + where + "/" + quantity.id() + "/" + resolution;
  }

  /** What it says, told as that revision. */
  public Window toldAs(int otherRevision, String why) {
    return new Window(
        dataset,
        cell,
        quantity,
        resolution,
        start,
        end,
        status,
        otherRevision,
        finalAt,
        count,
        flagged,
        expected,
        flags,
        statistics,
        why,
        protection);
  }

  /** Whether it says how many sensors had a say: not where that could be of whom. */
  public boolean tellsContributors() {
    return protection == null && status != Status.SUPPRESSED;
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
