package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.events.Resolution;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

  private static final LiveEvent.Subject SENSOR = subject("torvet", "");
  private static final LiveEvent.Subject AREA = subject("", "1km_6222_571");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bypuls/live/#",
        "bypuls/live/air/#",
        "bypuls/live/air/torvet/pm10/PT1M",
        "bypuls/live/air/torvet/pm10/PT1M/#",
        "bypuls/live/+/+/pm10/+",
        "bypuls/live/air/+/+/PT1M"
      })
  void wantsWhatItsFilterMatches(String filter) {
    assertThat(TopicFilter.refusal(filter)).isEmpty();
    assertThat(wants(filter, LiveEvent.Kind.RUNNING, SENSOR)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bypuls/live/air",
        "bypuls/live/+",
        "bypuls/live/air/havnen/#",
        "bypuls/live/air/torvet/pm10/PT1H",
        "bypuls/live/+/+/+/+/+",
        "bypuls/live/AIR/#",
        "bypuls/live/air/withdrawn"
      })
  void wantsNothingElse(String filter) {
    assertThat(wants(filter, LiveEvent.Kind.COMPLETE, SENSOR)).isFalse();
  }

  @Test
  void findsAreasWherePlacesAreAndWithdrawalsByDataset() {
    assertThat(wants("bypuls/live/air/1km_6222_571/#", LiveEvent.Kind.COMPLETE, AREA)).isTrue();
    assertThat(
            wants(
                "bypuls/live/+/withdrawn",
                LiveEvent.Kind.WITHDRAWN,
                new LiveEvent.Subject(
                    "air", "", "", "", "", null, false, false, 0, Instant.EPOCH, Instant.EPOCH)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "#,NOT_AUTHORIZED",
    "+/live/#,NOT_AUTHORIZED",
    "bypuls/#,NOT_AUTHORIZED",
    "bypuls/live,NOT_AUTHORIZED",
    "application/prover/device/+/event/up,NOT_AUTHORIZED",
    "$SYS/#,NOT_AUTHORIZED",
    "$share/all/bypuls/live/#,NOT_SHARED",
    "bypuls/live/a#,INVALID",
    "bypuls/live/#/a,INVALID",
    "bypuls/live/a+/b,INVALID"
  })
  void takesNothingElse(String filter, TopicFilter.Refusal refusal) {
    assertThat(TopicFilter.refusal(filter)).hasValue(refusal);
  }

  private static boolean wants(String filter, LiveEvent.Kind kind, LiveEvent.Subject subject) {
    return TopicFilter.of(filter, Visitor.ANYONE).want(kind, subject);
  }

  private static LiveEvent.Subject subject(String place, String area) {
    return new LiveEvent.Subject(
        "air",
        place,
        area.isEmpty() ? "air-1" : "",
        "pm10",
        area,
        Resolution.PT1M,
        true,
        false,
        1,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
