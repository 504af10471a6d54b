package dk.bypuls.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the open API understands and answers. Made by ClientsTest from its contract; not to be
 * edited.
 */
public final class Contract {

  private Contract() {}

  /** Problem. */
  public record Problem(
      String type, String title, Long status, String detail, @Nullable String restart) {}

  /** Text. */
  public record Text(String da, String en) {}

  /** StatusParts. */
  public record StatusParts(
      StatusOfPart registry,
      StatusOfPart live,
      StatusOfPart history,
      StatusOfPart ingest,
      StatusOfPart aggregator) {}

  /** Status. */
  public record Status(
      String status,
      Instant at,
      @Nullable Instant recordedFrom,
      StatusParts parts,
      StatusHeartbeat heartbeat,
      List<StatusOfDataset> datasets,
      String zone,
      List<StatusOfDay> days,
      List<StatusIncident> incidents) {}

  /** StatusOfPart. */
  public record StatusOfPart(
      String status,
      @Nullable Instant since,
      @Nullable Long generation,
      @Nullable Instant lastAppend) {}

  /**
   * The newest word that came from ingest through Kafka and the aggregator to this service.
   *
   * <p>Ingest speaks each second, so no sensor is needed for it; and no sensor, network server or
   * broker is tried by it.
   */
  public record StatusHeartbeat(
      String status, @Nullable Instant heard, @Nullable Long seconds, @Nullable String within) {}

  /** StatusOfDataset. */
  public record StatusOfDataset(
      String dataset,
      Text title,
      String status,
      String within,
      @Nullable Instant newestStart,
      @Nullable Instant publishedAt) {}

  /** StatusOfDay. */
  public record StatusOfDay(
      String day,
      Long minutes,
      StatusShare registry,
      StatusShare live,
      StatusShare history,
      StatusShare ingest,
      StatusShare aggregator) {}

  /** StatusShare. */
  public record StatusShare(Long seen, Long up) {}

  /** StatusIncident. */
  public record StatusIncident(
      String what, @Nullable String part, Instant from, @Nullable Instant to) {}

  /** FeedbackSent. */
  public record FeedbackSent(String text, @Nullable String contact, @Nullable SaidWindow window) {}

  /**
   * Which window it is about; absent where it is about all of the dataset.
   *
   * <p>Of a place or of an area.
   */
  public record SaidWindow(
      String resolution,
      Instant start,
      @Nullable String place,
      @Nullable String area,
      @Nullable String sensor,
      String quantity) {}

  /** FeedbackSeen. */
  public record FeedbackSeen(
      String dataset,
      String state,
      Instant receivedAt,
      Instant keptUntil,
      @Nullable SaidWindow window,
      @Nullable String answer,
      @Nullable Instant answeredAt) {}

  /** FeedbackTaken. */
  public record FeedbackTaken(
      String address,
      String dataset,
      String state,
      Instant receivedAt,
      Instant keptUntil,
      @Nullable SaidWindow window) {}

  /** UsageDaysItem. */
  public record UsageDaysItem(
      String day, Read latest, Map<String, Read> windows, Read files, Read normal, Read live) {}

  /** Usage. */
  public record Usage(String dataset, String zone, Long fewest, List<UsageDaysItem> days) {}

  /** How much was read in one way on one day. */
  public record Read(
      @Nullable Long fewerThan,
      @Nullable Long requests,
      @Nullable Long rows,
      @Nullable Long bytes,
      @Nullable Long connections,
      @Nullable Long minutes) {}

  /** DatasetSummary. */
  public record DatasetSummary(
      String id,
      String tenant,
      Text title,
      String privacyClass,
      @Nullable Boolean simulated,
      @Nullable Boolean pilot,
      @Nullable Deprecation deprecated,
      List<String> quantities,
      List<String> resolutions,
      @Nullable String licence,
      @Nullable String contact,
      @Nullable Instant updatedAt) {}

  /** Present where it will end. */
  public record Deprecation(Instant since, @Nullable Instant sunset) {}

  /** DatasetPolicyVersionsItem. */
  public record DatasetPolicyVersionsItem(
      @Nullable Long version,
      @Nullable Instant from,
      @Nullable String tree,
      @Nullable String resolution,
      @Nullable String unit,
      @Nullable Long smallestGroup,
      @Nullable BigDecimal largestShare,
      @Nullable String epsilon,
      @Nullable BigDecimal cap,
      @Nullable String dailyEpsilon,
      @Nullable Long dailyLeaves,
      @Nullable BigDecimal rounding,
      @Nullable List<BigDecimal> bands,
      @Nullable String delay,
      @Nullable Boolean tellsZero,
      @Nullable List<String> dropped) {}

  /** What is done to its figures before they are let out. */
  public record DatasetPolicy(
      String release,
      @Nullable Instant windowsFrom,
      @Nullable List<DatasetPolicyVersionsItem> versions) {}

  /** DatasetRecalledItem. */
  public record DatasetRecalledItem(@Nullable Instant from, @Nullable Instant to) {}

  /** DatasetFreshness. */
  public record DatasetFreshness(
      @Nullable Instant newestStart,
      @Nullable Instant publishedAt,
      @Nullable Map<String, Instant> completeThrough) {}

  /** Dataset. */
  public record Dataset(
      String id,
      String tenant,
      Text title,
      String privacyClass,
      @Nullable Boolean simulated,
      @Nullable Boolean pilot,
      @Nullable Deprecation deprecated,
      @Nullable Text description,
      List<Quantity> quantities,
      List<String> resolutions,
      @Nullable String owner,
      @Nullable String contact,
      @Nullable Text purpose,
      @Nullable String legalBasis,
      @Nullable String licence,
      @Nullable String retention,
      @Nullable String lateness,
      @Nullable JsonNode publication,
      DatasetPolicy policy,
      @Nullable List<DatasetRecalledItem> recalled,
      @Nullable Long sensors,
      @Nullable Long places,
      @Nullable Long areas,
      @Nullable DatasetFreshness freshness,
      @Nullable Instant updatedAt) {}

  /** Quantity. */
  public record Quantity(
      String id, String unit, Text name, String theme, String kind, Long scale) {}

  /** PlacesFeaturesItemProperties. */
  public record PlacesFeaturesItemProperties(
      @Nullable String place,
      @Nullable String area,
      @Nullable Text name,
      @Nullable List<String> sensors,
      @Nullable List<String> quantities) {}

  /** PlacesFeaturesItem. */
  public record PlacesFeaturesItem(
      @Nullable String type,
      @Nullable String id,
      @Nullable JsonNode geometry,
      @Nullable PlacesFeaturesItemProperties properties) {}

  /** Places. */
  public record Places(String type, List<PlacesFeaturesItem> features) {}

  /** NormalSeriesItemHoursItem. */
  public record NormalSeriesItemHoursItem(
      Long weekday, Long hour, Long n, BigDecimal median, BigDecimal p25, BigDecimal p75) {}

  /** NormalSeriesItem. */
  public record NormalSeriesItem(
      @Nullable String place,
      @Nullable String sensor,
      @Nullable String area,
      String quantity,
      String unit,
      String statistic,
      List<NormalSeriesItemHoursItem> hours) {}

  /** Normal. */
  public record Normal(
      String dataset, Instant from, Instant to, String zone, List<NormalSeriesItem> series) {}

  /**
   * What does not apply is absent.
   *
   * <p>A suppressed window has a reason and no figure.
   */
  public record Window(
      String dataset,
      @Nullable String place,
      @Nullable String sensor,
      @Nullable String area,
      @Nullable Long contributors,
      String quantity,
      String unit,
      String resolution,
      Instant start,
      Instant end,
      String status,
      Long revision,
      Instant publishedAt,
      Instant finalAt,
      @Nullable String reason,
      @Nullable String quality,
      @Nullable Long leaves,
      @Nullable Long withheld,
      @Nullable BigDecimal least,
      @Nullable BigDecimal below,
      @Nullable Long count,
      @Nullable Long expected,
      @Nullable BigDecimal completeness,
      @Nullable Long flagged,
      @Nullable List<String> flags,
      @Nullable BigDecimal mean,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      @Nullable BigDecimal sum,
      @Nullable BigDecimal stddev,
      @Nullable BigDecimal first,
      @Nullable BigDecimal last,
      @Nullable BigDecimal p05,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p95,
      @Nullable BigDecimal delta,
      @Nullable BigDecimal share,
      @Nullable BigDecimal known,
      @Nullable BigDecimal leq,
      @Nullable BigDecimal l10,
      @Nullable BigDecimal l90) {}

  /**
   * A window, as far as its columns were asked for; or, with "gaps", a cell of which there is no
   * window, and why: missing (all came that comes by itself, and nothing was said) or not-yet.
   */
  public record Row(
      @Nullable String dataset,
      @Nullable String place,
      @Nullable String sensor,
      @Nullable String area,
      @Nullable Long contributors,
      @Nullable String quantity,
      @Nullable String unit,
      @Nullable String resolution,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable String status,
      @Nullable Long revision,
      @Nullable Instant publishedAt,
      @Nullable Instant finalAt,
      @Nullable String reason,
      @Nullable String quality,
      @Nullable Long leaves,
      @Nullable Long withheld,
      @Nullable BigDecimal least,
      @Nullable BigDecimal below,
      @Nullable Long count,
      @Nullable Long expected,
      @Nullable BigDecimal completeness,
      @Nullable Long flagged,
      @Nullable List<String> flags,
      @Nullable BigDecimal mean,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      @Nullable BigDecimal sum,
      @Nullable BigDecimal stddev,
      @Nullable BigDecimal first,
      @Nullable BigDecimal last,
      @Nullable BigDecimal p05,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p95,
      @Nullable BigDecimal delta,
      @Nullable BigDecimal share,
      @Nullable BigDecimal known,
      @Nullable BigDecimal leq,
      @Nullable BigDecimal l10,
      @Nullable BigDecimal l90) {}

  /** RowsOnAMapFeaturesItem. */
  public record RowsOnAMapFeaturesItem(String type, @Nullable JsonNode geometry, Row properties) {}

  /** RowsOnAMap. */
  public record RowsOnAMap(
      String type,
      @Nullable String dataset,
      @Nullable String access,
      @Nullable String sampled,
      @Nullable String next,
      List<RowsOnAMapFeaturesItem> features) {}

  /** ListDatasetsAnswer. */
  public record ListDatasetsAnswer(List<DatasetSummary> datasets, @Nullable String next) {}

  /** GetLatestAnswer. */
  public record GetLatestAnswer(
      String dataset,
      @Nullable String access,
      @Nullable String sampled,
      List<Row> windows,
      @Nullable String next) {}

  /** ListWindowsAnswer. */
  public record ListWindowsAnswer(
      String dataset,
      @Nullable String access,
      @Nullable String sampled,
      List<Row> windows,
      @Nullable String next) {}

  /** ListFilesAnswerSchemaItem. */
  public record ListFilesAnswerSchemaItem(String name, String type) {}

  /** ListFilesAnswerFilesItem. */
  public record ListFilesAnswerFilesItem(
      String month,
      String href,
      String mediaType,
      Boolean complete,
      Boolean made,
      @Nullable Instant madeAt,
      @Nullable Long rows,
      @Nullable Long bytes,
      @Nullable String sha256) {}

  /** ListFilesAnswer. */
  public record ListFilesAnswer(
      String dataset,
      String resolution,
      String generation,
      String licence,
      @Nullable Long policyVersion,
      List<ListFilesAnswerSchemaItem> schema,
      List<ListFilesAnswerFilesItem> files) {}

  /** GetGroundAnswer. */
  public record GetGroundAnswer(
      String kind,
      @Nullable String features,
      @Nullable String tiles,
      @Nullable String schema,
      @Nullable Long minzoom,
      @Nullable Long maxzoom,
      @Nullable List<BigDecimal> bounds,
      @Nullable String attribution) {}

  /** GetBaseMapAnswer. */
  public record GetBaseMapAnswer(JsonNode type, List<JsonNode> features) {}

  /** Which datasets there are. */
  public static final class ListDatasets extends Question<ListDatasetsAnswer, ListDatasets> {
    public ListDatasets() {
      super("/v1/datasets", ListDatasetsAnswer.class);
    }

    @Override
    protected ListDatasets self() {
      return this;
    }
  }

  /** What a dataset measures, on what terms, and how fresh it is. */
  public static final class GetDataset extends Question<Dataset, GetDataset> {
    public GetDataset(String dataset) {
      super("/v1/datasets/" + part(dataset), Dataset.class);
    }

    @Override
    protected GetDataset self() {
      return this;
    }
  }

  /** Where it is measured. */
  public static final class ListPlaces extends Question<Places, ListPlaces> {
    public ListPlaces(String dataset) {
      super("/v1/datasets/" + part(dataset) + "/places", Places.class);
    }

    @Override
    protected ListPlaces self() {
      return this;
    }
  }

  /** The newest window of every series. */
  public static final class GetLatest extends Question<GetLatestAnswer, GetLatest> {
    public GetLatest(String dataset) {
      super("/v1/datasets/" + part(dataset) + "/latest", GetLatestAnswer.class);
    }

    @Override
    protected GetLatest self() {
      return this;
    }

    /**
     * How long the windows are.
     *
     * <p>Without it, the dataset's finest (in latest, each series' finest).
     */
    public GetLatest resolution(String resolution) {
      return with("resolution", resolution);
    }

    /** May be repeated, or hold several ids with commas between. */
    public GetLatest place(String... place) {
      return with("place", (Object[]) place);
    }

    /** May be repeated, or hold several ids with commas between. */
    public GetLatest sensor(String... sensor) {
      return with("sensor", (Object[]) sensor);
    }

    /** May be repeated, or hold several ids with commas between. */
    public GetLatest quantity(String... quantity) {
      return with("quantity", (Object[]) quantity);
    }

    /** west,south,east,north in degrees. */
    public GetLatest bbox(String bbox) {
      return with("bbox", bbox);
    }

    /**
     * Windows of these areas only: named areas of the dataset, or squares of the Danish square grid
     * such as 100m_62237_5756.
     *
     * <p>May be repeated, or hold several with commas between. With place, sensor or bbox there are
     * windows of sensors only.
     */
    public GetLatest area(String... area) {
      return with("area", (Object[]) area);
    }
  }

  /** History. */
  public static final class ListWindows extends Question<ListWindowsAnswer, ListWindows> {
    public ListWindows(String dataset) {
      super("/v1/datasets/" + part(dataset) + "/windows", ListWindowsAnswer.class);
    }

    @Override
    protected ListWindows self() {
      return this;
    }

    /**
     * How long the windows are.
     *
     * <p>Without it, the dataset's finest (in latest, each series' finest).
     */
    public ListWindows resolution(String resolution) {
      return with("resolution", resolution);
    }

    /**
     * The first start: an instant, a local date, a duration back from now, or ".." for all there
     * is.
     *
     * <p>Or an ISO 8601 interval, start/end, start/duration, duration/end, start/.. or ../end, and
     * then without "to". Half-open: "to" is no longer wanted. Without it the last day (P1D); of
     * windows of a day the last 30 days (P30D), of a month the last 30 months (P30M).
     */
    public ListWindows from(String from) {
      return with("from", from);
    }

    /**
     * The first start that is no longer wanted.
     *
     * <p>Without it, or with "..", all there is.
     */
    public ListWindows to(String to) {
      return with("to", to);
    }

    /** Answers what was published by then. */
    public ListWindows asOf(String asOf) {
      return with("as_of", asOf);
    }

    /** May be repeated, or hold several ids with commas between. */
    public ListWindows place(String... place) {
      return with("place", (Object[]) place);
    }

    /** May be repeated, or hold several ids with commas between. */
    public ListWindows sensor(String... sensor) {
      return with("sensor", (Object[]) sensor);
    }

    /** May be repeated, or hold several ids with commas between. */
    public ListWindows quantity(String... quantity) {
      return with("quantity", (Object[]) quantity);
    }

    /** west,south,east,north in degrees. */
    public ListWindows bbox(String bbox) {
      return with("bbox", bbox);
    }

    /**
     * Places inside of it; longitude and latitude of its corners, without crossings, at most 200.
     */
    public ListWindows polygon(String polygon) {
      return with("polygon", polygon);
    }

    /**
     * Windows of these areas only: named areas of the dataset, or squares of the Danish square grid
     * such as 100m_62237_5756.
     *
     * <p>May be repeated, or hold several with commas between. With place, sensor or bbox there are
     * windows of sensors only.
     */
    public ListWindows area(String... area) {
      return with("area", (Object[]) area);
    }

    /** With gaps=true also missing and not-yet. */
    public ListWindows status(String... status) {
      return with("status", (Object[]) status);
    }

    /** Windows with one of these flags; "none" for those without any. */
    public ListWindows flags(String... flags) {
      return with("flags", (Object[]) flags);
    }

    /**
     * Tells of each cell without a window why there is none, "missing" or "not-yet", where it comes
     * in the order.
     *
     * <p>Up to now.
     */
    public ListWindows gaps(Boolean gaps) {
      return with("gaps", gaps);
    }

    /**
     * At most so many windows of each series, such that its curve looks the same: of each of
     * points/4 equal parts of the range the first, the lowest, the highest and the last (M4).
     *
     * <p>The answer says "sampled".
     */
    public ListWindows points(Long points) {
      return with("points", points);
    }

    /**
     * Which columns, in this order, in every form.
     *
     * <p>Without it all, and in JSON those that say something.
     */
    public ListWindows columns(String... columns) {
      return with("columns", (Object[]) columns);
    }

    /**
     * With "local" as clocks in Denmark show them, with how far these are from UTC.
     *
     * <p>Not for Parquet, which holds instants.
     */
    public ListWindows time(String time) {
      return with("time", time);
    }

    /**
     * How many rows on a page.
     *
     * <p>With "all" there is one, however long, which is sent as it is read.
     */
    public ListWindows limit(Object limit) {
      return with("limit", limit);
    }

    /**
     * Where the page before ended; part of "next".
     *
     * <p>Another question than that of the first page is refused with it, another "from", "to" or
     * "as_of" too.
     */
    public ListWindows cursor(String cursor) {
      return with("cursor", cursor);
    }
  }

  /** History as files, one for each month. */
  public static final class ListFiles extends Question<ListFilesAnswer, ListFiles> {
    public ListFiles(String dataset) {
      super("/v1/datasets/" + part(dataset) + "/files", ListFilesAnswer.class);
    }

    @Override
    protected ListFiles self() {
      return this;
    }

    /**
     * How long the windows are.
     *
     * <p>Without it, the dataset's finest (in latest, each series' finest).
     */
    public ListFiles resolution(String resolution) {
      return with("resolution", resolution);
    }
  }

  /** What each hour of the week is usually like. */
  public static final class GetNormal extends Question<Normal, GetNormal> {
    public GetNormal(String dataset) {
      super("/v1/datasets/" + part(dataset) + "/normal", Normal.class);
    }

    @Override
    protected GetNormal self() {
      return this;
    }

    /** May be repeated, or hold several ids with commas between. */
    public GetNormal place(String... place) {
      return with("place", (Object[]) place);
    }

    /** May be repeated, or hold several ids with commas between. */
    public GetNormal sensor(String... sensor) {
      return with("sensor", (Object[]) sensor);
    }

    /** May be repeated, or hold several ids with commas between. */
    public GetNormal quantity(String... quantity) {
      return with("quantity", (Object[]) quantity);
    }
  }

  /** How much the dataset is used. */
  public static final class GetUsage extends Question<Usage, GetUsage> {
    public GetUsage(String dataset) {
      super("/v1/datasets/" + part(dataset) + "/usage", Usage.class);
    }

    @Override
    protected GetUsage self() {
      return this;
    }

    /**
     * The first day.
     *
     * <p>An instant, a local date, or a duration back from now.
     */
    public GetUsage from(String from) {
      return with("from", from);
    }

    /** The first day that is no longer wanted; today at the latest. */
    public GetUsage to(String to) {
      return with("to", to);
    }
  }

  /** How far a feedback is, and what was answered. */
  public static final class GetFeedback extends Question<FeedbackSeen, GetFeedback> {
    public GetFeedback(String secret) {
      super("/v1/feedback/" + part(secret), FeedbackSeen.class);
    }

    @Override
    protected GetFeedback self() {
      return this;
    }
  }

  /** What happens now. */
  public static final class Listen extends Question<String, Listen> {
    public Listen() {
      super("/v1/live", String.class);
    }

    @Override
    protected Listen self() {
      return this;
    }

    /**
     * May be repeated.
     *
     * <p>Absent, all.
     */
    public Listen dataset(String... dataset) {
      return with("dataset", (Object[]) dataset);
    }

    /** Without it, the finest of each series. */
    public Listen resolution(String resolution) {
      return with("resolution", resolution);
    }

    /** May be repeated, or hold several ids with commas between. */
    public Listen place(String... place) {
      return with("place", (Object[]) place);
    }

    /** May be repeated, or hold several ids with commas between. */
    public Listen sensor(String... sensor) {
      return with("sensor", (Object[]) sensor);
    }

    /** May be repeated, or hold several ids with commas between. */
    public Listen quantity(String... quantity) {
      return with("quantity", (Object[]) quantity);
    }

    /** west,south,east,north in degrees. */
    public Listen bbox(String bbox) {
      return with("bbox", bbox);
    }

    /**
     * Windows of these areas only: named areas of the dataset, or squares of the Danish square grid
     * such as 100m_62237_5756.
     *
     * <p>May be repeated, or hold several with commas between. With place, sensor or bbox there are
     * windows of sensors only.
     */
    public Listen area(String... area) {
      return with("area", (Object[]) area);
    }

    /** The same as the header, for those who cannot send one. */
    public Listen lastEventId(String lastEventId) {
      return with("lastEventId", lastEventId);
    }
  }

  /** What the ground of the city's map is. */
  public static final class GetGround extends Question<GetGroundAnswer, GetGround> {
    public GetGround() {
      super("/basemap/ground.json", GetGroundAnswer.class);
    }

    @Override
    protected GetGround self() {
      return this;
    }
  }

  /** The ground of the city's map. */
  public static final class GetBaseMap extends Question<GetBaseMapAnswer, GetBaseMap> {
    public GetBaseMap() {
      super("/basemap/town.geojson", GetBaseMapAnswer.class);
    }

    @Override
    protected GetBaseMap self() {
      return this;
    }
  }

  /** How are we, and how were we. */
  public static final class GetStatus extends Question<Status, GetStatus> {
    public GetStatus() {
      super("/status", Status.class);
    }

    @Override
    protected GetStatus self() {
      return this;
    }

    /** So many days of the past, this one included. */
    public GetStatus days(Long days) {
      return with("days", days);
    }
  }
}
