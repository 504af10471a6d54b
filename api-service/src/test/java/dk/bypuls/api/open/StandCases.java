package dk.bypuls.api.open;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What all cases stand on: where one of them fails, the others do not. */
abstract class StandCases extends OpenStand {

  private static final int TOO_LONG = 2 * 1024 * 1024;

  @Test
  void tellsOnAfterATransactionThatFailed() throws Exception {
    // Given
    assertThatThrownBy(() -> publish("x".repeat(TOO_LONG) + AIR_1, nextMinute(), 1, 1))
        .isInstanceOf(KafkaException.class);

    // When
    String told = publish(AIR_1, nextMinute(), 1, 8100).get(0);

    // Then
    awaitLatest(told);
  }
}
