package dk.bypuls.ingest.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private static final String MAIL = "canary@havn.example";

  private static @Nullable String redacted(String original) {
    byte[] rest = Redaction.of(original.getBytes(StandardCharsets.UTF_8));
    return rest == null ? null : new String(rest, StandardCharsets.UTF_8);
  }

  @Test
  void putsAMarkInThePlaceOfEachFindAndKeepsTheRest() {
    assertThat(
            redacted(
                """
                {"a": [1.50, "Skriv til canary@havn.example"], "cpr": "0101901234",
                 "canary\\u0040havn.example": null, "tlf": "2030\\u00204050"}
                """))
        .isEqualTo(
            """
            {"a":[1.50,"Skriv til [e-mail]"],"cpr":"[cpr]","[e-mail]":null,"tlf":"[phone]"}""");
  }

  @Test
  void keepsNothingWhereTheSameStandsInAnotherForm() {
    byte[] bytes = ("x " + MAIL).getBytes(StandardCharsets.UTF_8);

    assertThat(redacted(said(Base64.getEncoder().encodeToString(bytes)))).isNull();
    assertThat(redacted(said(Base64.getUrlEncoder().encodeToString(bytes)))).isNull();
    assertThat(redacted(said(HexFormat.of().formatHex(bytes)))).isNull();
    assertThat(redacted("{\"cpr\":\"010190-1234\",\"n\":101901234}")).isNull();
    assertThat(redacted("{\"tlf\":\"+45 20 30 40 50\",\"n\":20304050}")).isNull();
  }

  private static String said(String coded) {
    return "{\"note\":\"" + MAIL + "\",\"data\":\"" + coded + "\"}";
  }

  @Test
  void keepsNothingOfWhatIsNoJsonAndHoldsSomething() {
    assertThat(redacted("{\"note\":\"" + MAIL)).isNull();
    assertThat(redacted("{\"note\":\"canary\\u0040havn.example")).isNull();
    assertThat(redacted("{\"note\":\"fine")).isEqualTo("{\"note\":\"fine");
  }
}
