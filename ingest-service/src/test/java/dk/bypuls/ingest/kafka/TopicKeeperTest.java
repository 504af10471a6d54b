package dk.bypuls.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.Topics;
import org.junit.jupiter.api.Test;

class TopicKeeperTest {

  @Test
  void refusesATopicWithAnotherNumberOfPartitions() {
    assertThatCode(() -> TopicKeeper.check(Topics.LIVE, 6)).doesNotThrowAnyException();
    assertThatThrownBy(() -> TopicKeeper.check(Topics.LIVE, 7))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessageContaining("has 7 partitions and must have 6");
  }
}
