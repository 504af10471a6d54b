package dk.bypuls.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuestionTest {

  @Test
  void isAnAddressWhateverIsInItsParts() {
    // When
    String address =
        new Contract.ListWindows("a town/b")
            .place("torvet", "havn & bro")
            .from("2026-11-01T00:00:00+01:00")
            .limit(5)
            .address();

    // Then
    assertThat(address)
        .isEqualTo(
            "/v1/datasets/a%20town%2Fb/windows?place=torvet&place=havn%20%26%20bro"
                + "&from=2026-11-01T00%3A00%3A00%2B01%3A00&limit=5");
  }
}
