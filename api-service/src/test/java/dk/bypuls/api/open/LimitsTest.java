package dk.bypuls.api.open;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.history.HistoryLimits;
import dk.bypuls.api.live.LiveLimits;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void hasDefaultsThatStay() {
    // When
    SmallRyeConfig config = config(Map.of());

    // Then
    LiveLimits live = config.getConfigMapping(LiveLimits.class);
    assertThat(live.clients()).isEqualTo(20_000);
    assertThat(live.clientBuffer()).isEqualTo(256 * 1024);
    assertThat(live.rememberedEvents()).isEqualTo(32_768);
    assertThat(live.clientPatience()).isEqualTo(Duration.ofSeconds(30));
    assertThat(live.heartbeat()).isEqualTo(Duration.ofSeconds(15));
    assertThat(live.readBack()).isEqualTo(Duration.ofMinutes(20));
    assertThat(live.replays()).isEqualTo(4);
    assertThat(live.waitingReplays()).isEqualTo(1_000);
    assertThat(live.replayedRecords()).isEqualTo(2_000_000);
    HistoryLimits history = config.getConfigMapping(HistoryLimits.class);
    assertThat(history.workers()).isEqualTo(4);
    assertThat(history.waiting()).isEqualTo(64);
    assertThat(history.rowsInMemory()).isEqualTo(100_000);
    assertThat(history.clientPatience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(history.cursorSecret()).isEmpty();
  }

  @Test
  void readsTheNamesThatPeopleWrite() {
    // When
    SmallRyeConfig config =
        config(
            Map.of(
                "bypuls.live.clients", "1",
                "bypuls.live.client-buffer", "2",
                "bypuls.live.remembered-events", "3",
                "bypuls.live.client-patience", "PT4S",
                "bypuls.live.read-back", "PT5S",
                "bypuls.live.replayed-records", "6",
                "bypuls.history.workers", "7",
                "bypuls.history.waiting", "8",
                "bypuls.history.rows-in-memory", "9",
                "bypuls.history.cursor-secret", "ten"));

    // Then
    LiveLimits live = config.getConfigMapping(LiveLimits.class);
    assertThat(live.clients()).isEqualTo(1);
    assertThat(live.clientBuffer()).isEqualTo(2);
    assertThat(live.rememberedEvents()).isEqualTo(3);
    assertThat(live.clientPatience()).isEqualTo(Duration.ofSeconds(4));
    assertThat(live.readBack()).isEqualTo(Duration.ofSeconds(5));
    assertThat(live.replayedRecords()).isEqualTo(6);
    HistoryLimits history = config.getConfigMapping(HistoryLimits.class);
    assertThat(history.workers()).isEqualTo(7);
    assertThat(history.waiting()).isEqualTo(8);
    assertThat(history.rowsInMemory()).isEqualTo(9);
    assertThat(history.cursorSecret()).contains("ten");
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(LiveLimits.class)
        .withMapping(HistoryLimits.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
