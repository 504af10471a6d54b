package dk.bypuls.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void everyTopicUsesAppendTimesAndSaysHowLongItKeeps() {
    assertThat(Topics.all())
        .isNotEmpty()
        .allSatisfy(
            topic -> {
              assertThat(topic.settings()).containsEntry("message.timestamp.type", "LogAppendTime");
              assertThat(topic.settings())
                  .containsKey(topic.compacted() ? "max.compaction.lag.ms" : "retention.ms");
            });
  }

  @Test
  void namesAndSidesAreTheOnesThatOthersRelyOn() {
    assertThat(Topics.all())
        .extracting(Topic::name, Topic::side, Topic::partitions, Topic::compacted)
        .containsExactly(
            tuple("bypuls.registry.v1", Topic.Side.INNER, 1, true),
            tuple("bypuls.readings.v1", Topic.Side.INNER, 6, false),
            tuple("bypuls.quarantine.v1", Topic.Side.INNER, 6, false),
            tuple("bypuls.quarantine-settled.v1", Topic.Side.INNER, 1, false),
            tuple("bypuls.back-fill.v1", Topic.Side.INNER, 6, false),
            tuple("bypuls.area-parts.v1", Topic.Side.INNER, 6, false),
            tuple("bypuls.exact-windows.v1", Topic.Side.INNER, 6, false),
            tuple("bypuls.windows.v1", Topic.Side.OPEN, 6, false),
            tuple("bypuls.live.v1", Topic.Side.OPEN, 6, false),
            tuple("bypuls.latest.v1", Topic.Side.OPEN, 6, true),
            tuple("bypuls.device-status.v1", Topic.Side.INNER, 6, true));
  }

  @Test
  void whatWasSettledIsRememberedLongerThanWhatItIsAbout() {
    long segment = Long.parseLong(Topics.QUARANTINE.settings().get("segment.ms"));

    assertThat(Topics.QUARANTINE_SETTLED.retention().toMillis())
        .isGreaterThan(Topics.QUARANTINE.retention().toMillis() + segment);
  }
}
