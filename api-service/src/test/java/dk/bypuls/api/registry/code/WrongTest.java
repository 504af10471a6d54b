package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrongTest {

  private static final Pattern PLACE = Pattern.compile("%(?:(\\d)\\$)?s");
  private static final Object[] VALUES = {"één", "two", "trois", "vier", "fem"};

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void isSaidInBothLanguagesWithTheSameValues(Wrong wrong) {
    // When
    Said said = wrong.of(VALUES);

    // Then
    assertThat(said.text().en()).isNotBlank().isEqualTo(said.english());
    assertThat(said.text().da()).isNotBlank();
    assertThat(wrong.danish()).isNotEqualTo(wrong.english());
    assertThat(values(wrong.english())).containsAll(values(wrong.danish()));
  }

  /** The numbers of the values that are filled in. */
  private static Set<Integer> values(String template) {
    Set<Integer> values = new TreeSet<>();
    Matcher matcher = PLACE.matcher(template);
    for (int next = 1; matcher.find(); ) {
      values.add(matcher.group(1) == null ? next++ : Integer.parseInt(matcher.group(1)));
    }
    return values;
  }

  @Test
  void saysWhatAThingIsInTheLanguageAndWhatWasProbablyMeant() {
    // Given
    RegistryFile file =
        new RegistryFile(
            "form",
            """
            {"places": [{"id": "havnstrup-torvet", "tenant": "havnstrup",
              "name": {"da": "Torvet"}, "position": ["østlig", 56]}],
             "profiles": [{"id": "havnstrup-air", "tenant": "havnstrup", "interval": "5",
              "product": {"vendor": "Nordsensor", "model": "AQ-2"},
              "fields": [{"pointer": "/t", "quantity": "air-temprature", "unit": "Cel"}]}]}
            """);

    // When
    List<Finding> findings = refused(file);

    // Then
    assertThat(findings)
        .extracting(finding -> finding.text() == null ? "" : finding.text().da())
        .contains(
            "organisationen havnstrup findes ikke, hverken i disse filer eller i registret",
            "den engelske tekst (en) mangler; en tekst har både da og en",
            "position: østlig er ikke et tal; skriv fx 0.1",
            "quantity: air-temprature findes ikke i ordlisten; mente du air-temperature?",
            "interval: 5 er ingen varighed efter ISO 8601 i dage, timer, minutter og sekunder;"
                + " skriv fx PT10M");
    assertThat(findings).extracting(Finding::code).contains("not-there", "no-english", "no-number");
    assertThat(findings)
        .extracting(Finding::message)
        .contains(
            "quantity: air-temprature is not in the vocabulary; did you mean air-temperature?");
  }

  private static List<Finding> refused(RegistryFile file) {
    try {
      RegistryCode.read(List.of(file), Map.of());
    } catch (RefusedFilesException e) {
      return e.findings();
    }
    return List.of();
  }
}
