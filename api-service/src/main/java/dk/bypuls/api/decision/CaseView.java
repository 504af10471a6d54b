package dk.bypuls.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.catalogue.PrivacyWords;
import dk.bypuls.events.registry.Text;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that somebody needs who has to decide about a dataset: as it is wanted, if somebody proposed
 * something, else as it is.
 *
 * @param inDanish what the decision means for those who are measured, made of the registration …
 * @param inEnglish … in both languages
 * @param areas what is told of, as GeoJSON; of an open dataset none
 * @param policies all versions, with all figures
 * @param trial what a simulation may try; absent where none can be made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseView(
    String dataset,
    Tenancy tenant,
    Text title,
    @Nullable Text description,
    String privacyClass,
    @Nullable String owner,
    @Nullable String contact,
    @Nullable Text purpose,
    @Nullable String legalBasis,
    @Nullable String licence,
    @Nullable String retention,
    @Nullable Grounded publication,
    List<PrivacyWords.Part> inDanish,
    List<PrivacyWords.Part> inEnglish,
    List<Measured> quantities,
    List<Device> devices,
    List<Spot> places,
    JsonNode areas,
    JsonNode policies,
    @Nullable Trial trial,
    GateView gate,
    List<Steps.Step> steps) {

  /** Whose it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tenancy(String id, @Nullable Text name, boolean simulated) {}

  /** On which grounds it is proposed or was decided. */
  public record Grounded(
      String decidedBy,
      LocalDate decidedOn,
      String reference,
      String riskAssessment,
      String remainingRisk,
      String from) {}

  /** What it tells. */
  public record Measured(String id, Text name, String unit) {}

  /**
   * A product that measures for it.
   *
   * @param interval how often it speaks; absent where it speaks when something happens
   * @param fields all that is kept of what it sends; the rest is dropped before it is stored
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Device(
      String profile,
      String vendor,
      String model,
      @Nullable String interval,
      int sensors,
      List<Kept> fields) {}

  /**
   * A field that is kept.
   *
   * @param told whether the dataset tells it; the others stay inside
   * @param hashed whether it identifies a device, and only a hash of a day is kept
   */
  public record Kept(String pointer, String quantity, Text name, boolean told, boolean hashed) {}

  /** Where it is measured. */
  public record Spot(String id, Text name, double longitude, double latitude, int sensors) {}
}
