package dk.bypuls.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SimulationTableTest {

  private static final String JOB =
      """
      {"job":"simulation-7","dataset":"by-people","from":"2026-06-01T00:00:00Z","to":"2026-06-02T00:00:00Z",
       "order":{"policy":{"rules":{"unit":"PASSAGE","smallestGroup":10,"noise":{"epsilon":"1/2","cap":1}}}},
       "state":"done","report":{"resolution":"PT1H","leaves":1200,"silent":48,"withheld":300,"withheldShare":0.25,
        "byResolution":[{"resolution":"PT1H","cells":1200,"whole":900,"partly":0,"withheld":300,"withheldShare":0.25}],
        "byArea":[{"area":"by-quay","leaves":24,"withheld":12,"withheldShare":0.5}],"areasLeftOut":3,
        "errors":[{"quantity":"people-count","unit":"{people}","values":900,"typical":1,"largest":9,"typicalShare":0.021},
                  {"quantity":"car-count","unit":"{vehicles}","values":0}],
        "bySmallestGroup":[{"smallestGroup":10,"withheld":300,"withheldShare":0.25}]}}
      """;

  @Test
  void saysWhatAPolicyCosts() throws Exception {
    String text = new SimulationTable(new ObjectMapper().readTree(JOB)).text();

    assertThat(text)
        .contains("groups of 10 passages or more, epsilon 1/2")
        .contains("1,200 leaves, of which 25.0 % would be withheld. Of 48 more nothing was heard")
        .containsPattern("PT1H +1,200 +75\\.0 % +0\\.0 % +25\\.0 %")
        .containsPattern("by-quay +24 +50\\.0 %")
        .contains("and 3 more of which no larger share is withheld")
        .containsPattern("people-count +900 +1 +9 +2\\.1 %")
        .containsPattern("car-count +0 +- +- +-")
        .containsPattern("10 +300 +25\\.0 %")
        .contains("Refer to it in the decision as simulation-7.");
  }
}
