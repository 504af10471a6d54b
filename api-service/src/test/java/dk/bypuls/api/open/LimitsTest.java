package dk.bypuls.api.open;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.allowance.AllowanceLimits;
import dk.bypuls.api.feedback.FeedbackLimits;
import dk.bypuls.api.files.FileLimits;
import dk.bypuls.api.history.HistoryLimits;
import dk.bypuls.api.key.KeyLimits;
import dk.bypuls.api.live.LiveLimits;
import dk.bypuls.api.ready.ReadyLimits;
import dk.bypuls.api.usage.UsageLimits;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
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
    assertThat(live.pace()).isEqualTo(Duration.ofMillis(100));
    assertThat(live.heartbeat()).isEqualTo(Duration.ofSeconds(15));
    assertThat(live.readBack()).isEqualTo(Duration.ofMinutes(20));
    assertThat(live.replays()).isEqualTo(4);
    assertThat(live.waitingReplays()).isEqualTo(1_000);
    assertThat(live.replayedRecords()).isEqualTo(2_000_000);
    assertThat(live.clientMessages()).isEqualTo(32);
    assertThat(live.inside()).isEqualTo(32);
    assertThat(live.mqtt().host()).isEqualTo("127.0.0.1");
    assertThat(live.mqtt().port()).isEqualTo(1884);
    assertThat(live.mqtt().subscriptions()).isEqualTo(32);
    assertThat(live.mqtt().packetBytes()).isEqualTo(16_384);
    assertThat(live.mqtt().unacknowledged()).isEqualTo(256);
    assertThat(live.mqtt().greeting()).isEqualTo(Duration.ofSeconds(10));
    HistoryLimits history = config.getConfigMapping(HistoryLimits.class);
    assertThat(history.workers()).isEmpty();
    assertThat(history.waiting()).isEqualTo(64);
    assertThat(history.waitingOfOne()).isEqualTo(16);
    assertThat(history.rowsInMemory()).isEqualTo(100_000);
    assertThat(history.streams()).isEqualTo(8);
    assertThat(history.cellsAtOnce()).isEqualTo(50_000_000);
    assertThat(history.clientPatience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(history.cursorSecret()).isEmpty();
    assertThat(config.getConfigMapping(ReadyLimits.class).bytes()).isEqualTo(16 * 1024 * 1024);
    AllowanceLimits allowance = config.getConfigMapping(AllowanceLimits.class);
    assertThat(allowance.requests()).isEqualTo(3_000);
    assertThat(allowance.requestsWithKey()).isEqualTo(30_000);
    assertThat(allowance.window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(allowance.listening()).isEqualTo(1_000);
    assertThat(allowance.askers()).isEqualTo(50_000);
    assertThat(allowance.lateness()).isEqualTo(Duration.ofMillis(500));
    KeyLimits keys = config.getConfigMapping(KeyLimits.class);
    assertThat(keys.perSender()).isEqualTo(5);
    assertThat(keys.window()).isEqualTo(Duration.ofDays(1));
    assertThat(keys.waiting()).isEqualTo(500);
    assertThat(keys.forgottenAfter()).isEqualTo(Duration.ofDays(30));
    FeedbackLimits feedback = config.getConfigMapping(FeedbackLimits.class);
    assertThat(feedback.perSender()).isEqualTo(20);
    assertThat(feedback.window()).isEqualTo(Duration.ofHours(1));
    assertThat(feedback.waiting()).isEqualTo(1_000);
    assertThat(feedback.kept()).isEqualTo(Duration.ofDays(365));
    UsageLimits usage = config.getConfigMapping(UsageLimits.class);
    assertThat(usage.fewest()).isEqualTo(10);
    assertThat(usage.kept()).isEqualTo(Duration.ofDays(730));
    assertThat(usage.writtenEvery()).isEqualTo(Duration.ofMinutes(1));
    FileLimits files = config.getConfigMapping(FileLimits.class);
    assertThat(files.folder()).isEmpty();
    assertThat(files.bytes()).isEqualTo(2L * 1024 * 1024 * 1024);
    assertThat(files.waiting()).isEqualTo(16);
    assertThat(files.freshFor()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void readsTheNamesThatPeopleWrite() {
    // When
    SmallRyeConfig config =
        config(
            Map.ofEntries(
                Map.entry("bypuls.live.clients", "1"),
                Map.entry("bypuls.live.client-buffer", "2"),
                Map.entry("bypuls.live.remembered-events", "3"),
                Map.entry("bypuls.live.client-patience", "PT4S"),
                Map.entry("bypuls.live.pace", "PT0.2S"),
                Map.entry("bypuls.live.read-back", "PT5S"),
                Map.entry("bypuls.live.replayed-records", "6"),
                Map.entry("bypuls.history.workers", "7"),
                Map.entry("bypuls.history.waiting", "8"),
                Map.entry("bypuls.history.rows-in-memory", "9"),
                Map.entry("bypuls.history.cursor-secret", "ten"),
                Map.entry("bypuls.history.streams", "11"),
                Map.entry("bypuls.history.cells-at-once", "12"),
                Map.entry("bypuls.files.folder", "thirteen"),
                Map.entry("bypuls.files.bytes", "14"),
                Map.entry("bypuls.files.waiting", "15"),
                Map.entry("bypuls.files.fresh-for", "PT16S")));

    // Then
    LiveLimits live = config.getConfigMapping(LiveLimits.class);
    assertThat(live.clients()).isEqualTo(1);
    assertThat(live.clientBuffer()).isEqualTo(2);
    assertThat(live.rememberedEvents()).isEqualTo(3);
    assertThat(live.clientPatience()).isEqualTo(Duration.ofSeconds(4));
    assertThat(live.pace()).isEqualTo(Duration.ofMillis(200));
    assertThat(live.readBack()).isEqualTo(Duration.ofSeconds(5));
    assertThat(live.replayedRecords()).isEqualTo(6);
    HistoryLimits history = config.getConfigMapping(HistoryLimits.class);
    assertThat(history.workers()).hasValue(7);
    assertThat(history.waiting()).isEqualTo(8);
    assertThat(history.rowsInMemory()).isEqualTo(9);
    assertThat(history.cursorSecret()).contains("ten");
    assertThat(history.streams()).isEqualTo(11);
    assertThat(history.cellsAtOnce()).isEqualTo(12);
    FileLimits files = config.getConfigMapping(FileLimits.class);
    assertThat(files.folder()).hasValue(Path.of("thirteen"));
    assertThat(files.bytes()).isEqualTo(14);
    assertThat(files.waiting()).isEqualTo(15);
    assertThat(files.freshFor()).isEqualTo(Duration.ofSeconds(16));
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(AllowanceLimits.class)
        .withMapping(KeyLimits.class)
        .withMapping(FeedbackLimits.class)
        .withMapping(UsageLimits.class)
        .withMapping(LiveLimits.class)
        .withMapping(HistoryLimits.class)
        .withMapping(ReadyLimits.class)
        .withMapping(FileLimits.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
