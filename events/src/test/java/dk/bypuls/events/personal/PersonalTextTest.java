package dk.bypuls.events.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {

  private static String marked(String name, String text) {
    StringBuilder marked = new StringBuilder(text);
    List<Found> all = PersonalText.in(name, text);
    for (int i = all.size() - 1; i >= 0; i--) {
      Found found = all.get(i);
      marked.replace(found.from(), found.to(), found.kind().mark());
    }
    return marked.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "note    | 010190-1234                      | [cpr]",
        "note    | 290200-1234                      | [cpr]",
        "note    | Bor her: 311299-9999.            | Bor her: [cpr].",
        "note    | ring til 0101901234 i dag        | ring til [cpr] i dag",
        "note    | CPR-010190-1234                  | CPR-[cpr]",
        "note    | CPR 1801901234                   | CPR [cpr]",
        "cprNr   | 0101901234                       | [cpr]",
        "cprNr   | 010190 1234                      | [cpr]",
        "note    | 010190–1234                      | [cpr]",
        "note    | a;010190-1234;b;020290-4321      | a;[cpr];b;[cpr]",
        "note    | torben.o'hara+x@by.havn.example  | [e-mail]",
        "note    | Skriv til søren@æblegård.dk, tak | Skriv til [e-mail], tak",
        "note    | <mailto:a@b.dk>                  | <mailto:[e-mail]>",
        "note    | 20304050@sms.example             | [e-mail]",
        "note    | a@@b.dk c@d.dk                   | a@@b.dk [e-mail]",
        "note    | +4520304050                      | [phone]",
        "note    | +45 20 30 40 50                  | [phone]",
        "note    | +45-2030-4050 efter 8            | [phone] efter 8",
        "note    | Beboer 20 30 40 50 åbner         | Beboer [phone] åbner",
        "note    | tlf. 20304050                    | tlf. [phone]",
        "note    | Telefon: 2030 4050               | Telefon: [phone]",
        "note    | tlf 0045 20304050                | tlf [phone]",
        "note    | tlf 45 20 30 40 50               | tlf [phone]",
        "telefon | 20304050                         | [phone]",
        "telefon | 203 040 50                       | [phone]",
      })
  void finds(String name, String text, String expected) {
    assertThat(marked(name, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a84041000181c061",
        "0101901234",
        "0101901234567890",
        "00-80-00-00-02-00-12-34",
        "20 30 40 50",
        "20 30 40 50 60 70",
        "2030 4050",
        "0045 2030 4050",
        "20304050",
        "0045203040505060",
        "AWcA8AJoYw==",
        "Zg+4520304050==",
        "AQ/010190+1234=",
        "2026-11-21T09:15:30.123+01:00",
        "20261121T091530Z",
        "2026-11-21 09:15:30",
        "1763716530",
        "1801019012",
        "1801019012345",
        "booted at 1801019012 in mode 3",
        "serial no 0101901234",
        "sn: 010190-1234",
        "fcnt 0101901234 of the device",
        "320190-1234",
        "011390-1234",
        "300290-1234",
        "010190-12345",
        "1010190-1234",
        "x010190-1234",
        "550e8400-010190-1234-a716",
        "v1.010190-1234-rc",
        "49.5",
        "+45.20304050",
        "+56.1234567",
        "-45 20304050",
        "20.30.40.50",
        "fe80::a840:4100:0181:c061",
        "a8:40:41:00:01:81",
        "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "app@ttn",
        "dataArray@iot.count",
        "Observations@iot.navigationLink",
        "user@10.0.0.1",
        "3@5.2",
        "levels 10 20 30 40",
        "values 20 30 40 50 60",
        "SF7BW125",
        "4571 2345 6789 0123",
        ""
      })
  void leavesWhatMachinesWrite(String text) {
    assertThat(PersonalText.in("value", text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@", "a@", "@a", "1 ", "2 2", "+45", "+", "010190-", "20 30 40 5", "tlf 2"})
  void takesTimeInProportionToTheLength(String piece) {
    String text = piece.repeat(2_000_000 / piece.length());

    assertTimeout(Duration.ofSeconds(5), () -> PersonalText.in("tlf", text));
  }

  @Test
  void looksAtLongTextsToTheirEnd() {
    assertThat(PersonalText.in("note", "x ".repeat(100_000) + "010190-1234")).hasSize(1);
  }
}
