package dk.bypuls.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;

class HistorySettingsTest {

  @Test
  void hasTheseDefaults() {
    HistorySettings settings = Settings.with();

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.batchRecords()).isEqualTo(20_000);
    assertThat(settings.batchTime()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.retryFirst()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.retryLongest()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.standbyCheck()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.stall()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.chunk()).isEqualTo(Period.ofDays(7));
    assertThat(settings.rememberedSeries()).isEqualTo(500_000);
    assertThat(settings.backPublicationBatch()).isEqualTo(10_000);
    assertThat(settings.retention().every()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.retention().first()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.retention().otherwise()).isEqualTo(Period.ofYears(2));
  }

  @Test
  void readsTheseNames() {
    HistorySettings settings =
        Settings.with(
            "bypuls.history.enabled", "false",
            "bypuls.history.batch-records", "10",
            "bypuls.history.batch-time", "PT0.1S",
            "bypuls.history.retry-first", "PT0.2S",
            "bypuls.history.retry-longest", "PT3S",
            "bypuls.history.standby-check", "PT4S",
            "bypuls.history.stall", "PT5S",
            "bypuls.history.chunk", "P1D",
            "bypuls.history.remembered-series", "6",
            "bypuls.history.back-publication-batch", "11",
            "bypuls.history.retention.every", "PT7H",
            "bypuls.history.retention.first", "PT8S",
            "bypuls.history.retention.otherwise", "P9D");

    assertThat(settings.enabled()).isFalse();
    assertThat(settings.batchRecords()).isEqualTo(10);
    assertThat(settings.batchTime()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.retryFirst()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.retryLongest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.standbyCheck()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.stall()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.chunk()).isEqualTo(Period.ofDays(1));
    assertThat(settings.rememberedSeries()).isEqualTo(6);
    assertThat(settings.backPublicationBatch()).isEqualTo(11);
    assertThat(settings.retention().every()).isEqualTo(Duration.ofHours(7));
    assertThat(settings.retention().first()).isEqualTo(Duration.ofSeconds(8));
    assertThat(settings.retention().otherwise()).isEqualTo(Period.ofDays(9));
  }
}
