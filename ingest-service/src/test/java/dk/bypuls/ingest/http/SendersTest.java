package dk.bypuls.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.http.Senders.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendersTest {

  private final Senders senders = new Senders();

  @BeforeEach
  void adopt() {
    senders.adopt(Havnstrup.registry());
  }

  @Test
  void letsATokenIntoItsSource() {
    assertThat(senders.check(Havnstrup.HTTP, Havnstrup.TOKEN)).isEqualTo(Access.GRANTED);
  }

  @Test
  void answersForOthersSourcesAsForNone() {
    assertThat(senders.check(Havnstrup.LORAWAN, Havnstrup.TOKEN)).isEqualTo(Access.NOT_FOUND);
    assertThat(senders.check("nowhere", Havnstrup.TOKEN)).isEqualTo(Access.NOT_FOUND);
  }

  @Test
  void doesNotKnowStrangersWhereverTheyPost() {
    assertThat(senders.check(Havnstrup.HTTP, "guessed")).isEqualTo(Access.NOBODY);
    assertThat(senders.check(Havnstrup.HTTP, null)).isEqualTo(Access.NOBODY);
    assertThat(senders.check("nowhere", "guessed")).isEqualTo(Access.NOBODY);
  }
}
