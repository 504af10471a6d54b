package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.Town;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullSourceTest {

  private static List<RegistryFile> town(String pull) {
    return Town.files(
        Town.YAML.replace(
            "sources:\n",
            "sources:\n  - {id: havnstrup-harbour, tenant: havnstrup, format: sensorthings, pull: {"
                + pull
                + "}}\n"));
  }

  private static Source.Pull read(String pull) {
    Intent intent = RegistryCode.read(town(pull), Map.of());
    Source source =
        (Source) intent.declared().get(new EntityKey(EntityKind.SOURCE, "havnstrup-harbour"));
    assertThat(source).isNotNull();
    assertThat(source.pull()).isNotNull();
    return source.pull();
  }

  @Test
  void readsWhatIsFetched() {
    // When
    Source.Pull pull =
        read(
            "url: \"https://data.example:8443/a?from={since}\", every: PT5M, credentials: harbour,"
                + " lookback: PT2H, headers: {Accept-Language: da, accept: application/json}");

    // Then
    assertThat(pull)
        .isEqualTo(
            new Source.Pull(
                "https://data.example:8443/a?from={since}",
                Duration.ofMinutes(5),
                "harbour",
                Map.of("accept", "application/json", "Accept-Language", "da"),
                Duration.ofHours(2)));
  }

  @Test
  void looksADayBackOrNotAtAll() {
    // When
    Source.Pull news = read("url: \"https://data.example/{since}\", every: PT10S");
    Source.Pull all = read("url: \"https://data.example/all?key_figure=1\", every: P1D");

    // Then
    assertThat(news.lookback()).isEqualTo(Duration.ofDays(1));
    assertThat(all.lookback()).isNull();
    assertThat(all.headers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every: PT5M|pull needs the key url",
        "url: 'https://a.example/'|pull needs the key every",
        "url: 'https://a.example/', every: PT9S|is too often",
        "url: 'ftp://a.example/', every: PT5M|is no address",
        "url: 'https:///x', every: PT5M|is no address",
        "url: 'https://[::1]/x', every: PT5M|is no address",
        "url: 'https://a.example:70000/x', every: PT5M|is no address",
        "url: 'https://{since}.example/x', every: PT5M|is no address",
        "url: 'https://a.example/å', every: PT5M|is no address",
        "url: 'https://a.example/{until}', every: PT5M|is no address",
        "url: 'https://a.example/#x', every: PT5M|leave out what follows the #",
        "url: 'https://me:you@a.example/', every: PT5M|name them with credentials",
        "url: 'https://a.example/?x=1&Api-Key=2', every: PT5M|Api-Key looks like a secret",
        "url: 'https://a.example/?appid=2', every: PT5M|appid looks like a secret",
        "url: 'https://a.example/', every: PT5M, lookback: PT1H|has no {since}",
        "url: 'https://a.example/', every: PT5M, headers: {Authorization: x}|is refused",
        "url: 'https://a.example/', every: PT5M, headers: {X-Api-Key: x}|is refused",
        "url: 'https://a.example/', every: PT5M, headers: {Accept: ø}|ASCII",
        "url: 'https://a.example/', every: PT5M, headers: 1|written as pairs",
        "url: 'https://a.example/', every: PT5M, token: x|pull has no key token"
      })
  void tellsWhatIsWrong(String pull, String message) {
    // When
    RefusedFilesException refused =
        catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(town(pull), Map.of()));

    // Then
    assertThat(refused).isNotNull();
    assertThat(refused.findings()).singleElement().asString().contains(message);
  }
}
